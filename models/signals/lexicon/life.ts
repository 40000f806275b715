import { lines } from './expression.ts';

const relativesZh =
  '{妈妈|爸爸|母亲|父亲|我妈|我爸|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|丈夫|妻子|爱人|儿子|女儿|孩子|宝宝|哥哥|弟弟|姐姐|妹妹|家人|亲人|老人|岳父|岳母|公公|婆婆|户主|持卡人}';
const relativesEn =
  '{mother|father|mom|mum|dad|wife|husband|partner|son|daughter|child|baby|brother|sister|grandmother|grandfather|grandma|grandpa|uncle|aunt|friend|spouse|parent|parents}';

/** What happens in a customer's life and changes how we speak to her. */
export const life = [
  ...lines(
    'bereavement',
    [1, '去世|过世|离世|逝世|病逝|辞世|仙逝|往生|遗体|葬礼|丧礼|丧事|追悼会|奔丧|白事|讣告|遗产|已故|亡故|身故'],
    [1, '丧夫|丧妻|丧偶|丧子|守灵|头七|出殡|火化|骨灰|墓地|殡仪馆|不在人世|人{已经|都|}不在了|永远离开{了|我}'],
    [1, '胎停|流产|宝宝没了|孩子没了|没保住'],
    [0.9, `${relativesZh}…{走了|没了|死了|不在了|去了天堂}`],
    [1, '{passed|passes|passing} away|passed on|deceased|bereavement|bereaved|funeral|obituary|condolence|condolences'],
    [1, 'late {husband|wife|father|mother}|widow|widowed|widower|death certificate|probate|cremation|next of kin'],
    [1, 'miscarriage|stillborn|stillbirth|rest in peace|lost {our|the|my} baby|{death|dead} in the family'],
    [1, `my ${relativesEn}…{died|is dead|passed|was killed|is no longer with us|is gone forever}`],
    [1, `{death|loss|passing} of {my|our}…${relativesEn}|{lost|buried} my…${relativesEn}`],
  ),
  ...lines(
    'illness',
    [
      0.9,
      '癌症|肿瘤|白血病|尿毒症|化疗|放疗|透析|手术|住院|病危|重症|icu|重病|大病|绝症|确诊|瘫痪|中风|脑梗|心梗|心脏病',
    ],
    [0.9, '抑郁症|焦虑症|渐冻症|阿尔茨海默|老年痴呆|植物人|抢救|病重|病倒|{肺|胃|肝|乳腺|肠}癌|残疾'],
    [
      0.7,
      `{我|本人|家里人}{生病|病了|得病|发高烧|高烧}|${relativesZh}…{生病|病了|得病|病重|重病|发高烧}|{做了|做完|要做|动了}手术`,
    ],
    [0.9, 'cancer|tumor|tumour|leukemia|leukaemia|chemo|chemotherapy|radiotherapy|dialysis|dementia|alzheimers'],
    [
      0.9,
      "alzheimer's|terminally ill|terminal illness|intensive care|life support|critically ill|seriously ill|hospice",
    ],
    [0.9, 'heart attack|stroke|surgery|hospitalized|hospitalised|clinical depression|diagnosed with|diagnosis of'],
    [
      0.8,
      `{in|in the|from|to the|at the} hospital|my ${relativesEn}…{ill|sick|unwell|hospitalized|hospitalised|dying|disabled}`,
    ],
    [
      0.8,
      "{i am|i'm|i was|i have been|i've been} {ill|sick|very ill|very sick|disabled|unwell|bedridden}|medical emergency",
    ],
  ),
  ...lines(
    'divorce',
    [
      1,
      '离婚|离异|离了婚|前夫|前妻|分居|婚姻破裂|和{老公|老婆|丈夫|妻子}{分开|离了|分了}|抚养权|财产分割|净身出户|lihun',
    ],
    [0.9, 'divorce|divorced|divorcing|ex-husband|ex husband|ex-wife|ex wife|custody battle|custody of'],
    [
      0.9,
      '{separated|separating|split up|splitting up} from my {husband|wife|partner|spouse}|marriage {ended|broke down|is over}',
    ],
    [0.9, 'my {husband|wife|partner} {left me|and i separated|and i are separating|and i split}'],
  ),
  ...lines(
    'wedding',
    [0.9, '结婚|婚礼|婚宴|领证|订婚|求婚|蜜月|婚纱|新婚|喜糖|喜宴|伴娘|伴郎|迎亲|婚庆|jiehun'],
    [0.9, 'wedding|honeymoon|bridal|bridesmaid|bridesmaids|groomsmen|newlywed|newlyweds|just married|fiance|fiancee'],
    [
      0.9,
      "engagement ring|{getting|get|got} {married|engaged}|{i am|i'm|we are|we're} engaged|marrying my|bride|groom",
    ],
    [0.9, '{propose|proposing|proposal} to my'],
  ),
  ...lines(
    'birth',
    [0.9, '怀孕|孕妇|宝妈|预产期|待产|临产|分娩|生孩子|生宝宝|坐月子|月子中心|产后|剖腹产|顺产|新生儿|出生证明|满月酒'],
    [
      0.9,
      '当{妈|爸}了|二胎|三胎|刚生{了|完|孩子|宝宝}|{宝宝|孩子|儿子|女儿}{刚|}{出生|降生|诞生}|我怀{上|了}|备孕|产假|huaiyun',
    ],
    [0.9, 'pregnant|pregnancy|newborn|maternity|baby shower|gave birth|giving birth|give birth|due date is|childbirth'],
    [
      0.9,
      'new {mom|mum|mother|dad|father}|expecting {a|our}|{having|had} a baby|our first baby|baby {was|is} born|paternity leave',
    ],
    [0.9, 'my {son|daughter|baby|grandson|granddaughter} was born|{baby boy|baby girl} {born|arrived|is here}'],
  ),
];
