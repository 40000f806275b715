import type { Priority } from '../../events/escalation-raised.ts';
import type { Reading } from '../../events/reading.ts';

const grief = new Set(['bereavement', 'illness']);

const words = {
  zh: {
    gentle: '谢谢您告诉我们。这件事我们会由同事亲自跟进，您不用再重复说明，也不用着急。',
    upset: '非常抱歉让您有这样的经历。我已经把您的情况完整转给同事，由专人处理，您不用再重复一遍。',
    plain: '这个问题我想请同事来为您确认，您的留言已经转给他们，不用再重复说明。',
    soon: '我们会尽快回复您。',
    later: '我们会在工作时间内回复您。',
  },
  en: {
    gentle:
      'Thank you for telling us. A colleague will look after this personally. You need not explain again, and there is no hurry.',
    upset:
      'I am truly sorry about this. I have passed everything you wrote to a colleague who will take it from here, so you need not repeat yourself.',
    plain: 'I would like a colleague to look at this for you. They have your messages, so you need not explain again.',
    soon: ' We will be back to you as soon as we can.',
    later: ' We will be back to you within our opening hours.',
  },
};

/** What the customer reads when a person takes over: they are always told, in their language, in a fitting tone. */
export function handOverText(reading: Reading, priority: Priority): string {
  const say = words[reading.language === 'zh' ? 'zh' : 'en'];
  if (reading.signals.some(({ kind }) => grief.has(kind))) return say.gentle;
  const upset = reading.sentiment === 'negative' || priority !== 'normal';
  return `${upset ? say.upset : say.plain}${priority === 'normal' ? say.later : say.soon}`;
}
