/** How far back a negation or a question word can stand from what it is about. */
const reach = 28;

/** “Not”, and what may stand between it and the expression; 能不能, 是不是 and 再不 do not deny. */
const deniedZh =
  /(?<![再能是要会得])(?:不是|不会|不想|不要|不用|不必|不需要|不打算|不准备|不至于|没有|没想|没打算|没说|没|不|并非|别|无需|无意|从未|从没|未)(?:是|会|想|要|去|打算|准备|再|说|觉得|认为|怀疑|你们|你|他们|我|一个|一|什么|真的|真|的|任何|那种|这个|这种|到|发生|必要|任何人|有人|被|为了|来|因为|跟|找|给|写|发|出现)*$/;
const deniedEn =
  /(?:\b(?:not|never|no|without|nor|neither|isnt|dont|wont|cant|wasnt|arent|didnt|doesnt)|n't)(?: (?:going|gonna|to|want|wanting|wanna|trying|try|think|thinking|about|planning|plan|need|saying|say|it's|is|it|a|an|the|any|some|really|you|you're|are|this|that|of|be|been|being|calling|call|like|here|looking|look|considering|for|i'm|i|mean|even|my|yet|your|were|was|threatening|accusing|leave|post|write|in|there|kind|sort|ever|actually|file|make|take|have|had|by|planning|having))* $/;
/** 不得不, "will not hesitate to", "why not": a negation that affirms. */
const affirmed = /(?:不得不|不能不|不是不|hesitate|not only|why not|no choice|no option|not afraid)/;

const askedBeforeZh =
  /(?:怎么|怎样|如何|咋|哪里|哪儿|在哪|是不是|是否|会不会|能不能|能否|可不可以|可以|请问|什么是|有没有|想问)[^,。!?;]{0,10}$/;
const askedAfterZh = /^[^,。!?;]{0,8}(?:吗|么|嘛|流程|渠道|电话是|怎么|如何|在哪|是什么|要多久|多久)/;
const askedBeforeEn =
  /(?:\bhow (?:do|can|to|would|should|could)|\bwhat (?:is|are|if|happens)|\bwhere (?:do|can|is|to)|\bis (?:this|it|that|there|your)|\bare (?:you|these|there)|\bcan (?:i|you|we)|\bdo (?:you|i)|\bwhen |\bdoes |\bpolicy )[^,.!?;]{0,24}$/;

/** Expressions of this length and more that begin with a negation carry it themselves. */
const hasOwnNegation =
  /^(?:再也不|以后不|不会再|不再|绝不|永远不|不|never|not|won't|wont|will not|don't|dont|do not|no )/;

/**
 * How much of a signal's weight is left where it stands: nothing when it is denied (不是骗子, "not going to sue"), half
 * when it is asked about (怎么投诉, "how do I file a complaint") unless `whenAsked` it weighs as much, all of it otherwise.
 */
export function weightInPlace(text: string, from: number, to: number, whenAsked = false): number {
  const before = text.slice(Math.max(0, from - reach), from);
  const words = text.slice(from, to);
  const clause = before.slice(Math.max(...[',', '。', '!', '?', ';', '.'].map((end) => before.lastIndexOf(end))) + 1);
  if (!hasOwnNegation.test(words) && !affirmed.test(clause) && (deniedZh.test(clause) || deniedEn.test(clause)))
    return 0;
  if (whenAsked) return 1;
  const after = text.slice(to, to + 10);
  if (askedBeforeZh.test(clause) || askedAfterZh.test(after) || askedBeforeEn.test(clause)) return 0.5;
  return 1;
}
