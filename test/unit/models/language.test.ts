import { describe, expect, it } from 'vitest';
import { predictLanguage } from '../../../models/language/predict.ts';

describe('the language of a short message', () => {
  it.each(['好', '好的', '退款', '我的iPhone 15 Pro Max坏了', 'VIP卡', 'ok 好的', '订单 ORDER123 退款'])(
    'is Chinese: %s',
    (text) => {
      expect(predictLanguage(text)).toMatchObject({ code: 'zh', script: 'simplified' });
    },
  );
  it.each(['謝謝', '退貨', '貨到了嗎', '請問什麼時候發貨'])('is traditional Chinese: %s', (text) => {
    expect(predictLanguage(text)).toMatchObject({ code: 'zh', script: 'traditional' });
  });
  it.each(['hi', 'ok', 'no', 'thanks!', 'Refund', 'where is it', 'I bought from 小米 and it is broken'])(
    'is English: %s',
    (text) => {
      expect(predictLanguage(text).code).toBe('en');
    },
  );
  it.each([
    'hola',
    'gracias',
    'merci',
    'danke',
    'ありがとう',
    '了解です',
    '안녕',
    'привет',
    'où est ma commande',
    'obrigado',
    'cảm ơn',
  ])('is another: %s', (text) => {
    expect(predictLanguage(text).code).toBe('other');
  });
  it.each(['', '12345', '😡', '???', '👍🏽'])('is not known without letters: %s', (text) => {
    const { code, confidence } = predictLanguage(text);
    expect(code).toBe('other');
    expect(confidence).toBeLessThan(0.3);
  });
});
