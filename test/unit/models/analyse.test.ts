import { cpSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAnalyze, modelFiles } from '../../../models/analyse.ts';

const analyze = loadAnalyze();
const models = join(import.meta.dirname, '../../../models');

describe('the sentiment of a message', () => {
  it.each([
    '好的',
    '我的订单到哪里了？',
    '怎么退货',
    '屏幕碎了，怎么修',
    'where is my order?',
    'I was charged twice, can you check?',
    'ok',
  ])('is neutral where there is a problem or a question but nobody is upset: %s', (text) => {
    expect(analyze(text).sentiment.label).toBe('neutral');
  });
  it.each(['谢谢！', 'thanks!', 'Thank you so much', '好的，谢谢'])('is positive and grateful in %s', (text) => {
    expect(analyze(text)).toMatchObject({
      state: 'judged',
      sentiment: { label: 'positive' },
      emotion: { label: 'gratitude' },
    });
  });
  it.each(['垃圾！！！', '你们太过分了，气死我了', 'THIS IS RIDICULOUS!!!', 'worst service ever, I am furious'])(
    'is anger in %s',
    (text) => {
      expect(analyze(text)).toMatchObject({ sentiment: { label: 'negative' }, emotion: { label: 'anger' } });
    },
  );
  it('is felt more strongly when it is shouted', () => {
    expect(analyze('YOU ARE LIARS!!!!').emotion.intensity).toBeGreaterThan(analyze('you are liars').emotion.intensity);
  });
});

describe('asking', () => {
  it.each([
    '怎么退货',
    '我要退款',
    '帮我查一下物流',
    '我的包裹到哪了',
    '新疆包不包邮',
    '发票能开专票不',
    '忘了改收货地址',
    '优惠券用不了',
    'where is my order',
    'please cancel it',
    'I want a refund',
    'cancel my order',
  ])('is heard in %s', (text) => {
    expect(analyze(text).asks).toBe(true);
  });
  it.each([
    '谢谢',
    '好的',
    '你好',
    '收到了',
    'thanks for your help',
    'ok',
    'hello',
    'I received it yesterday',
    '质量很好',
    '不错不错，下次还来',
    '我今天在家，快递可以送过来',
  ])('is not heard in %s', (text) => {
    expect(analyze(text).asks).toBe(false);
  });
});

describe('key phrases', () => {
  it('name what a message is about, at most five', () => {
    expect(analyze('快递三天没更新，我想申请退款').keywords).toEqual(expect.arrayContaining(['快递', '退款']));
    expect(analyze('My refund has not arrived and the tracking number is wrong').keywords).toContain('refund');
    expect(analyze('退款 发票 快递 物流 订单 地址 优惠券 会员').keywords).toHaveLength(5);
  });
  it('put the words of the brand first', () => {
    const withTerms = loadAnalyze(models, ['云朵杯']);
    expect(withTerms('我的云朵杯漏水了，要退款').keywords[0]).toBe('云朵杯');
  });
});

describe('what nobody can read', () => {
  const hopeless: unknown[] = [null, undefined, 42, {}, []];
  it.each(hopeless)('comes back as failed: %j', (text) => {
    expect(analyze(text as string).state).toBe('failed');
  });
  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t'],
    ['invisible characters', '\u200b\u2060'],
    ['control characters', '\u0000\u0001\ufffe\uffff'],
    ['lone surrogates', '\ud800'.repeat(1000)],
    ['French', 'Bonjour, où est ma commande ?'],
  ])('comes back as uncertain: %s', (_, text) => {
    expect(analyze(text).state).toBe('uncertain');
  });
  it.each([
    ['letters', 'a'.repeat(1_000_000)],
    ['characters', '市区路'.repeat(400_000)],
    ['signals', '投诉'.repeat(500_000)],
    ['gaps', '骗 '.repeat(500_000)],
    ['denials', `${'not '.repeat(5000)}sue you`],
    ['digits', '1 '.repeat(500_000)],
    ['marks', 'a@'.repeat(500_000)],
    ['numbers and words', '1 ab '.repeat(200_000)],
  ])('takes no longer when it is a million %s', (_, text) => {
    analyze(text.slice(0, 1000));
    const before = process.cpuUsage();
    expect(analyze(text).state).not.toBe('failed');
    const { user } = process.cpuUsage(before); // the clock would count the other tests too
    expect(user / 1000).toBeLessThan(150);
  });
});

describe('the model files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('may lie in another folder', () => {
    for (const file of modelFiles) cpSync(join(models, file), join(folder, file));
    expect(loadAnalyze(folder)('谢谢')).toEqual(analyze('谢谢'));
  });
  it('are named when one is damaged or missing', () => {
    truncateSync(join(folder, modelFiles[0]), 5000);
    expect(() => loadAnalyze(folder)).toThrow(/damaged.*emotion\.bin/);
    rmSync(join(folder, modelFiles[0]));
    expect(() => loadAnalyze(folder)).toThrow(/emotion\.bin/);
  });
});
