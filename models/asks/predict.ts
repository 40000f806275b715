/** Thanks, greetings and acknowledgements, alone or together: they ask for nothing, whatever words they share with requests. */
const courtesy =
  /^(?:[\s,.!~。、?]|谢谢|感谢|多谢|非常|十分|你们?的?|您的?|帮助|帮忙|好的?|行|嗯+|可以|知道了|明白了?|收到|没事|不用了?|不客气|辛苦了?|再见|拜拜|你好|您好|早上好|晚上好|啦|了|呢|哦|thanks?|thank you|thx|ty|so much|a lot|very much|for|your|the|all|quick|help|support|reply|response|asking|ok|okay|great|cool|sure|got it|yes|no|bye|goodbye|have a (?:nice|good) (?:day|one)|you'?re welcome|hi|hello|hey|there|cheers|again|and|much appreciated)+$/;

const asksZh =
  /[??]|[吗嘛么]$|[吗嘛][,。!~]|(?<!什)么[,。!]|呢$|怎么|怎样|咋|如何|为什么|为啥|为何|凭什么|什么时候|啥时候|什么|多久|多少|几点|几天|几时|哪里|哪儿|哪个|哪种|哪天|谁|是否|是不是|有没有|能不能|可不可以|会不会|要不要|行不行|能否|可否|请(?!假|客)|麻烦(?!你了|您了|死)|帮我|帮忙|帮查|求|给我|我要|我想|想要|想问|想知道|想咨询|咨询|需要|需不需要|希望|申请|[改查看换退补开][一]?下|查(?:物流|快递|单|询|订单)|快点|赶紧|赶快|尽快|退(?:款|货|钱)(?!了|成功|到账了|已)|换货|取消(?:订单|掉)?|转人工|人工客服|联系我|回电|处理一下|解决一下|催|多长时间|多快|在哪|到哪|哪一|几号|几折|[能可会用给包是有发送改退换补开收送快要够].{0,8}不[,。!~\s]*$|(?!错)(.)不\1|(?:想|要|能|可以)(?:把|再|换|改|退|开|查|补|取消|领|合)|开(?:发票|专票|票)|(?:修改|更改|更换|改)(?:收货)?(?:地址|电话|信息)|没(?:收到|到账|更新|动静)|一直(?:没|不|显示)|(?:用|登|点|付|下|打|领|刷)不(?:了|上|开|出)/;

const asksEn =
  /\?|^(?:so |and |but |hi |hello |hey |ok |also |well |sorry |excuse me |,|\s)*(?:who|what|when|where|why|how|which|whose|is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|have you|has|any)\b|\b(?:please|pls|plz|can (?:you|i|we|someone|u)|could (?:you|i|we|someone)|would you|will you|may i|i (?:want|need|would like|wish|require|demand)|i'd like|id like|i'm looking for|i am looking for|i'm trying to|trying to|wondering|want to know|need to know|let me know|tell me|show me|send me|give me|help me|help with|need help|assist|how (?:do|can|to|long|much|many)|what (?:is|are|should|do)|when (?:is|will|can|do)|where (?:is|are|can|do)|why (?:is|was|did|do|has|have|am)|request|get (?:me )?a refund|my money back|refund me|call me)\b|^(?:cancel|refund|return|change|update|reset|check|track|send|replace|exchange|stop|remove|delete|unsubscribe|transfer|connect|explain|confirm|find|get|give|help|fix|resend|activate|close|open|block|unlock|order|book|set|turn|play|show|tell|remind|add|make|call)\b/;

/** Whether a normalised text asks for something: a question or a request, not thanks, a greeting or a statement. */
export function predictAsks(text: string): boolean {
  const read = text.slice(0, 2000);
  if (read === '' || (read.length < 120 && !read.includes('?') && courtesy.test(read))) return false;
  return asksZh.test(read) || asksEn.test(read);
}
