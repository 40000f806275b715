import { AwsError, type JsonService } from './aws-json.ts';

/**
 * A stand-in for Amazon Comprehend that knows a few dozen words. It answers in Comprehend's shapes so that the calls,
 * batches and limits are tried out; what it says of a text is not what Comprehend would say.
 */
const glad = /\b(love|great|thanks?|thank you|happy|perfect|excellent|wonderful)\b|谢谢|喜欢|满意|太好了|开心/i;
const sad = /\b(hate|terrible|awful|angry|broken|refund|worst|never|disappointed)\b|生气|失望|投诉|退款|太差|难过/i;

const MAX_BYTES = 5000;
const MAX_TEXTS = 25;

function sentiment(text: string): object {
  const [isGlad, isSad] = [glad.test(text), sad.test(text)];
  const Sentiment = isGlad && isSad ? 'MIXED' : isGlad ? 'POSITIVE' : isSad ? 'NEGATIVE' : 'NEUTRAL';
  const score = (name: string): number => (name === Sentiment ? 0.85 : 0.05);
  return {
    Sentiment,
    SentimentScore: {
      Positive: score('POSITIVE'),
      Negative: score('NEGATIVE'),
      Neutral: score('NEUTRAL'),
      Mixed: score('MIXED'),
    },
  };
}

function keyPhrases(text: string): object {
  const words = [...text.matchAll(/[\p{Script=Han}]{2,6}|[\p{L}]{5,}/gu)].slice(0, 5);
  return {
    KeyPhrases: words.map(({ 0: Text, index }) => ({
      Text,
      Score: 0.9,
      BeginOffset: index,
      EndOffset: index + Text.length,
    })),
  };
}

const batch =
  (judge: (text: string) => object) =>
  ({ TextList, LanguageCode }: Record<string, unknown>): object => {
    const texts = Array.isArray(TextList) ? TextList.map(String) : [];
    if (texts.length === 0 || texts.length > MAX_TEXTS)
      throw new AwsError('BatchSizeLimitExceededException', `1 to ${MAX_TEXTS} texts`);
    if (typeof LanguageCode !== 'string') throw new AwsError('InvalidRequestException', 'LanguageCode is missing');
    const isLong = (text: string): boolean => Buffer.byteLength(text) > MAX_BYTES;
    return {
      ResultList: texts.flatMap((text, Index) => (isLong(text) ? [] : [{ Index, ...judge(text) }])),
      ErrorList: texts.flatMap((text, Index) =>
        isLong(text) ? [{ Index, ErrorCode: 'TEXT_SIZE_LIMIT_EXCEEDED', ErrorMessage: `over ${MAX_BYTES} bytes` }] : [],
      ),
    };
  };

export const comprehend: JsonService = {
  BatchDetectSentiment: batch(sentiment),
  BatchDetectKeyPhrases: batch(keyPhrases),
};
