import { lines } from './expression.ts';

const spendZh = '{来|买|用|光顾|购买|消费|合作|在你们|从你们|找你们}';
const spendEn =
  '{buy|buying|order|ordering|shop|shopping|use|using|fly|flying|come|coming|do business|return|purchase}';
const counts = '{three|3|four|4|five|5|six|6|seven|ten|10|several|many|multiple|countless|so many|a dozen}';

/** Going away, speaking ill of us in public, coming back with the same trouble, asking for a person. */
export const leaving = [
  ...lines(
    'threat-to-leave',
    [
      0.9,
      `再也不{会|想|要|}${spendZh}|以后{不|再也不|不会再|都不会}…${spendZh}了|最后一次…${spendZh}|{不会再|绝不再|永远不|不想再|不会}${spendZh}`,
    ],
    [
      0.8,
      '{要|想|准备|打算}{注销|销户|退订|退会|解约}|换{别家|别的家|一家|别的平台|其他平台|平台|供应商|运营商}|去{别家|别人家|对手}',
    ],
    [
      0.8,
      '{卸载|卸|删}了{你们|这个|这}|转网|携号转网|不续{费|约|签|订}了|终止合作|取消{会员|订阅|合作}走人|失去…客户|老客户…走|拉黑你们',
    ],
    [0.5, '卸载|退网|注销账号|注销账户'],
    [
      0.9,
      `{never|not|won't|wont|will never|i'll never} ${spendEn}…again|{last|final} time {i|we} {buy|order|use|shop|fly|deal|ever}`,
    ],
    [
      0.9,
      'my {business|money|custom} {elsewhere|somewhere else}|lost {a|me as a} {loyal |long time |}customer|{going|go} elsewhere',
    ],
    [
      0.9,
      '{switch|switching|switched|moving|going|move} to {a|another|your|a different|the}…{competitor|competition|provider|company|bank|carrier|airline|brand}',
    ],
    [
      0.9,
      "{done|through|finished} with {you|you guys|your company|this company|this airline|this app}|{i'm|i am|we are|we're} {leaving|switching|quitting}",
    ],
    [
      0.8,
      '{close|closing|cancel|cancelling|canceling|delete|deleting} {my|our}…{account and|account if|account unless|membership and|membership if|subscription and|subscription if|contract and|contract if}',
    ],
    [
      0.8,
      "{won't|wont|not|will not} {be |}{renew|renewing|coming back|come back|be back}|uninstalling|uninstall {your|this|the} app|boycott|never recommend",
    ],
  ),
  ...lines(
    'bad-review',
    [
      0.9,
      '{给|打|写|留|发|必须}{你们|你|你个|个|一个|}{差评|一星|恶评}|差评{伺候|警告|送上|没商量|走起}|全网{曝光|避雷|差评}|挂{上网|到网上|网上|小红书|微博}',
    ],
    [
      0.9,
      '发{到|上|}{小红书|微博|抖音|朋友圈|大众点评|知乎|贴吧|b站|网上|快手|脉脉}|小红书{曝光|见|避雷|吐槽}|{发帖|发视频|发文|网上}{曝光|避雷|吐槽}',
    ],
    [
      0.8,
      '让大家{都|}{看看|知道|避雷|来看看|评评理}|追评|差评|避雷|避坑|劝退|千万别{买|来|用|信}|大家{不要|别|千万别}{买|来|上当|信|用}|告诉{所有|身边}{人|的人|朋友|的朋友}',
    ],
    [
      0.9,
      '{leave|leaving|left|write|writing|post|posting|give|giving}…{one star|1 star|one-star|1-star|bad review|negative review|terrible review|awful review|zero stars|0 stars}',
    ],
    [
      0.9,
      '{one|1|zero|0}{ |-}{star|stars} {review|rating|if i could|from me}|{tell|telling|warn|warning} {everyone|everybody|all my friends|people|my friends|the world}',
    ],
    [
      0.9,
      '{post|posting|put|putting|share|sharing}…{twitter|facebook|instagram|tiktok|reddit|yelp|trustpilot|social media|google|youtube}',
    ],
    [
      0.8,
      '{yelp|trustpilot|google|amazon|bad|negative} review|name and shame|naming and shaming|stay away from {this|these|them}|avoid {this company|this place|this seller|them}',
    ],
    [0.8, "let everyone know|{do not|don't|dont} {buy|order|use} {from|this|them}"],
  ),
  ...lines(
    'repeat-complaint',
    [
      0.9,
      '第{三|四|五|六|七|八|九|十|n|3|4|5|6|7|8|9|10}{次|遍|回}…{投诉|反映|反馈|联系|电话|找|催|问|坏|修|出现|说|写|没|还|退}|{都|已经|已经是|这是|都是}第{三|四|五|六|n|3|4|5|6}{次|遍|回}了',
    ],
    [
      0.9,
      '{好几|多|无数|三|四|五|六|七|八|几|n|3|4|5|6|10|十几|几十}{次|遍|回}…{反映|反馈|联系|打电话|投诉|催|找你|问你|都没|还没|仍|也没}',
    ],
    [
      0.8,
      '{又|再次|还是}{来|要|}{投诉|反映|催}|反复{投诉|反映|反馈|催|出现|联系}|{一直|多次|再三|屡次|来回}{没人|没有人|反映|反馈|催|投诉|推脱|推诿}|踢皮球|{说|问}了{多少|好几|n|几|无数}{次|遍}',
    ],
    [
      0.8,
      '{催|找|打|联系|问|投诉|反映|反馈}了…{三|四|五|六|七|八|好几|多|无数|n|几|3|4|5|6|7|8}{次|遍|个电话|回}|{上次|之前|上周|上个月}{就|也|已经|都}{投诉|反映|反馈|说|联系|找}过|同样的问题',
    ],
    [
      0.9,
      '{third|3rd|fourth|4th|fifth|5th|sixth|6th|tenth|10th|umpteenth|nth} {time|email|message|call|complaint|attempt|request|ticket}',
    ],
    [
      0.9,
      `${counts} {emails|calls|messages|complaints|tickets}|{called|emailed|contacted|complained|asked|messaged|written|wrote|told|tried|reported}…${counts} times`,
    ],
    [
      0.8,
      '{keep|kept|keeps} {asking|calling|emailing|writing|getting the same|being told|telling|having to|transferring|passing}|over and over|again and again|how many {more |}times',
    ],
    [
      0.8,
      '{same|this} {problem|issue|thing} {again|over|twice}|yet again|once again i|passed around|{already|still} {told|contacted|complained|called|emailed|written|wrote|reported}…{times|weeks|ago|before}|{asked|called|emailed|written|contacted|complained}…{twice|again}',
    ],
  ),
  ...lines(
    'wants-human',
    [
      0.9,
      '{转|找|要|叫|换|接|来个|给我|帮我转|帮我接}人工|人工{客服|服务|坐席|座席|处理|接听|回复|接待}|转接{人工|客服|专员}|真人|活人|不要{机器人|机器|自动回复|智能客服|ai}|{别|不想|不要}{跟|和|用}{机器人|ai|机器}',
    ],
    [
      0.8,
      '{叫|找|让|换|喊}{你|你们|个|一个}…{经理|领导|主管|负责人|老板|店长|上级}|{叫|找}{经理|领导|主管|负责人|老板|店长|上级}|{经理|领导|主管|负责人|老板|店长}{出来|给我|联系|电话|在哪}|机器人{吗|吧}|给我{回|打}{个|}电话|有人吗|没有人工|找不到人工',
    ],
    [
      0.9,
      '{speak|talk|talking|speaking|chat|connect me|transfer me|put me through} {to|with}…{human|person|agent|representative|rep|manager|supervisor|operator|someone|somebody|human being|advisor|people}',
    ],
    [
      0.9,
      '{real|live|actual|human} {person|human|agent|representative|rep|people|being|operator|support}|{get|want|need|give me|find me}…{human|manager|supervisor|representative|real person|live agent}',
    ],
    [
      0.9,
      'not a {bot|robot|chatbot|machine}|{stop|enough|sick of|hate|no more}…{bot|bots|chatbot|robot|robots}|{are you|is this|am i talking to|are you even} a {bot|robot|real person|human|machine|chatbot}',
    ],
    [0.8, '{call|phone|ring} me {back|please|asap|now|today}|let me {speak|talk} to|zhuan rengong|rengong kefu'],
  ),
];
