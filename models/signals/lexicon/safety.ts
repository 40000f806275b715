import { lines } from './expression.ts';

/** Danger to body or life, our customer's or another's. */
export const safety = [
  ...lines(
    'safety',
    [
      1,
      '着火|起火|自燃|冒烟|冒火|爆炸|炸裂|漏电|触电|电到|烧起来|烧了起来|燃气泄漏|煤气泄漏|甲醛超标|一氧化碳|烫伤|烧伤|割伤|划伤|砸伤|受伤|骨折|流血|中毒|误食|误吞|窒息|昏迷|晕倒|过敏|休克|刹车失灵|失控|车祸|急救|救护车|打120|拨120',
    ],
    [
      0.9,
      '{吃坏|喝坏}{肚子|}|吃出…{虫|异物|玻璃|头发|蟑螂|钉子}|拉肚子|上吐下泻|呕吐|食品安全|安全隐患|有毒|致癌|变质|发霉|过期食品|{进|去|送}{医院|急诊}|{电池|手机|充电器|充电宝}{鼓包|发烫|膨胀|爆}',
    ],
    [0.9, '{孩子|宝宝|小孩|老人}{受伤|吞|被烫|被夹|有危险}|{人身|生命}{安全|危险}'],
    [1, '不想活|活不下去|自杀|轻生|想死|去死算了|跳楼|割腕|结束生命|自残|{杀了|弄死|砍死|打死}{你|他}'],
    [
      1,
      '{caught|catch|on|catching} fire|exploded|explode|exploding|explosion|{smoke|sparks|flames} {coming|came|from|out}|electric shock|electrocuted|gas leak|carbon monoxide|food poisoning|allergic reaction|anaphylaxis|anaphylactic',
    ],
    [
      1,
      '{got|was|were|been|badly} {burned|burnt|injured|hurt|shocked|poisoned|electrocuted}|{burned|burnt|cut|injured|hurt} {my|his|her}…{hand|hands|finger|fingers|face|leg|arm|skin|son|daughter|child|baby|foot|eye|eyes}',
    ],
    [
      1,
      'choking|choked|suffocated|suffocating|swallowed|unconscious|concussion|bleeding|{brakes|brake|steering} {failed|failure}|emergency room|ambulance',
    ],
    [
      0.9,
      '{safety|fire|choking} hazard|dangerous|unsafe|toxic|hazardous|life threatening|life-threatening|{made|making|make} {me|us|him|her|my son|my daughter|my child|everyone} {sick|ill}|vomiting|threw up|overheat|overheats|overheating|overheated',
    ],
    [
      0.9,
      '{glass|metal|plastic|insect|bug|cockroach|mold|mould|worm|worms|maggots} in {my|the|our}|battery {swelled|swollen|swelling|overheated|bursting|burst|exploded}',
    ],
    [
      1,
      "suicide|suicidal|kill myself|end my life|want to die|don't want to live|harm myself|hurt myself|self harm|self-harm|{kill|stab|shoot} {you|your staff}",
    ],
    [
      0.8,
      '痒醒|红肿|起疹子|起红疹|起了疹子|又红又{肿|痒}|{脸|眼睛|眼皮|嘴唇}{肿了|肿起来|都肿}|呼吸困难|喘不上气|焦味|焦糊味|烧焦',
    ],
    [
      0.8,
      '{face|eyes|eye|lips|skin} {swelled|swollen|is swollen|are swollen|is burning}|swollen {face|eyes|lips}|broke out in {hives|a rash}|hives|burning smell|smells burnt|smell of burning',
    ],
  ),
];
