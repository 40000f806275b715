import { lines } from './expression.ts';

/** Feeling wronged, and reaching for law, regulators and press. */
export const rights = [
  ...lines(
    'cheated',
    [
      0.9,
      '骗子|骗人|骗钱|骗我|骗了我|被骗|欺骗|欺诈|上当|坑人|坑钱|坑我|被坑|黑店|黑心|奸商|忽悠|宰客|被宰|套路|虚假宣传|虚假广告|假货|卖假|售假|假冒|冒牌|山寨货|货不对板|以次充好|挂羊头卖狗肉|霸王条款|杀熟|耍我|耍人|糊弄',
    ],
    [
      0.8,
      '言而无信|不守信用|说话不算{数|话}|{偷偷|乱|恶意|私自|擅自|莫名其妙}{扣费|扣钱|收费|扣款|扣了}|强制{消费|扣费|收费}|退一赔三|假一赔{十|三}|翻新机|缺斤{少|短}两|pianzi|pian zi|pianqian|pian qian|keng ren|kengren|骗纸',
    ],
    [
      0.9,
      'scam|scams|scammed|scammer|scammers|scamming|{rip|ripped|ripping}{ |-}off|con artist|con artists|conned|cheat|cheated|cheating|cheaters|swindled|swindlers|swindle|{robbed|robbing|stealing from} {me|us|customers}|{stole|stolen} {my|our} money',
    ],
    [
      0.9,
      'liar|liars|lied to {me|us}|lying to {me|us|customers}|{false|misleading|deceptive} {advertising|advertisement|claims|marketing|ad}|bait and switch|daylight robbery|crooks|deceived|tricked|overcharged',
    ],
    [
      0.8,
      '{hidden|bogus|sneaky} {fee|fees|charge|charges}|{fake|counterfeit|knockoff|knock-off} {product|products|item|goods|one|bag|shoes}|counterfeit|{took|taking} my money|shady|dishonest|charged…without {my |}{permission|consent|authorization}',
    ],
  ),
  ...lines(
    'fraud',
    [
      0.9,
      '诈骗|盗刷|被盗|盗号|盗用|冒用|冒名|钓鱼{网站|链接|短信|邮件}|{不是|非}{我|}本人{操作|消费|交易|下单|办理}|{账号|账户|卡|银行卡|信用卡|密码|钱}被{盗|人盗|别人用|刷|人刷|黑}|{陌生|不明|异常|可疑}{交易|扣款|消费|登录|转账}',
    ],
    [
      0.9,
      '洗钱|套现|冒充{你们|客服|官方}|假冒{客服|官方}|信息泄露|泄露{了|我的|个人}|daoshua|{没|没有|不是我}{买过|下过单|消费过|操作过|办理过}|不是我{刷|买|转|操作|下}的|骗…{验证码|转账}',
    ],
    [
      0.9,
      'fraud|fraudulent|fraudster|phishing|identity theft|{stolen|cloned|compromised|hacked} {card|account|identity|credit card|phone|password}|{card|account|identity|wallet} {was|has been|is|got|been}…{stolen|cloned|hacked|compromised}',
    ],
    [
      0.9,
      '{unauthorized|unauthorised|suspicious|unknown|unrecognized|unrecognised}…{charge|charges|transaction|transactions|payment|payments|withdrawal|purchase|login|access|transfer|activity}|fake {website|site|email|text|link|message}',
    ],
    [
      0.9,
      "{someone|somebody|a stranger} {used|hacked|stole|accessed|withdrew|is using|has used}|{did not|didn't|didnt|never} {make|authorize|authorise|approve|recognize|recognise}…{payment|charge|transaction|purchase|withdrawal|transfer|charges|transactions}",
    ],
    [0.9, 'money laundering|{data|security} breach|leaked my {data|information|details}'],
  ),
  ...lines(
    'legal',
    [
      1,
      '起诉|告你们|告上法庭|法庭见|法院见|打官司|律师函|我的律师|找律师|请律师|走法律|法律程序|法律途径|法律手段|司法途径|诉讼|去法院|仲裁|要告{你|他们|这家}|会告你|法律责任|qisu',
    ],
    [
      0.9,
      '12315|12345|12378|12363|12300|工商局|工商部门|消协|消费者协会|消委会|市场监管|市监局|银监会|银保监|金管局|金融监管|保监会|证监会|工信部|网信办|物价局|质监局|药监局|食药监|卫健委|信访|人民银行|邮政管理局|监管部门|有关部门|劳动局|税务局',
    ],
    [0.9, '黑猫投诉|黑猫|报警|报案|派出所|公安|警察|经侦|打110|拨110|维权|违法|违规|侵权|消费者权益|合法权益'],
    [
      0.6,
      '{我要|要去|去|准备|就|会|继续|只能|必须|一定|等着|等着被|直接|马上|不得不}{投诉|举报}|{投诉|举报}{你|他们|这家|客服|商家|卖家|快递|店家|平台|无门}|向…{投诉|举报}|tousu|tou su|jubao',
    ],
    [
      1,
      "{sue|suing} {you|them|the company|this company|u|for}|{will|i'll|going to|gonna|to} sue|lawsuit|{my|a|our} {lawyer|attorney|solicitor|barrister}|lawyers|{legal|court} {action|proceedings|case|advice}|take you to court|{see you|going|meet you} {in|to} court",
    ],
    [
      1,
      'small claims|class action|{press|pressing} charges|litigation|arbitration|cease and desist|{breach|violation} of {contract|law|the law|consumer}|illegal|against the law|{my|consumer} rights',
    ],
    [
      0.9,
      'ombudsman|trading standards|better business bureau|bbb|consumer protection|attorney general|ftc|fcc|cfpb|finra|ofcom|ofgem|fda|regulator|regulators|consumer affairs|accc|watchdog|gdpr|{call|calling|called|contact|tell|go to} the {police|cops|authorities}|police report',
    ],
    [
      0.6,
      "{file|filing|filed|lodge|lodging|make|making|submit|raise|put in} {a|an|my|another}…{complaint|dispute|grievance}|formal complaint|official complaint|{report|reporting} {you|this company|your company}|chargeback|charge back|{want to|will|i'll|going to|have to} complain",
    ],
  ),
  ...lines(
    'media',
    [
      0.9,
      '记者|媒体|电视台|曝光|315晚会|焦点访谈|都市频道|报社|新闻热线|爆料|{新闻|央视|热搜|头条}{曝光|报道|采访|见}|上{热搜|电视|新闻|头条}|{我是|找}{大v|网红|博主|up主}|baoguang',
    ],
    [
      0.9,
      'journalist|journalists|reporter|reporters|newspaper|newspapers|tv station|news station|news channel|local news|national news|the press|the media|media outlets|bbc|cnn|fox news|headlines|go public|go viral|expose you|influencer|million followers|{thousand|000|k} followers',
    ],
  ),
];
