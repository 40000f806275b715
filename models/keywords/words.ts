/** Words that say nothing of what a message is about. */
export const stopWords: ReadonlySet<string> = new Set(
  `的 了 是 我 你 他 她 它 我们 你们 他们 她们 您 咱们 自己 大家 人家 这 那 这个 那个 这些 那些 这样 那样 这么 那么 这里 那里 这边 那边 这种 那种
  什么 怎么 怎样 怎么样 为什么 为啥 如何 哪里 哪个 哪些 哪 谁 多少 几 多久 什么样 是否 是不是 有没有 能不能 可不可以
  和 与 及 或 或者 还是 而 而且 但 但是 可是 不过 然后 因为 所以 如果 要是 虽然 就是 只是 于是 因此 并且 以及 结果 反正 其实 当然 竟然 居然 到底 究竟
  在 有 没有 没 不 不是 不会 不能 不要 不想 不行 不到 不了 别 要 会 能 可以 可能 应该 必须 需要 想 想要 希望 愿意 知道 觉得 感觉 认为 以为 发现 看到 听说 说 说是 告诉
  来 去 到 给 让 被 把 对 向 从 往 用 为 为了 以 于 由 比 跟 同 按 按照 关于 对于 根据 通过 之 之后 之前 以后 以前 时候 时间 现在 今天 昨天 明天 刚才 刚刚 已经 一直 还 还有 还没
  也 都 就 才 又 再 很 太 真 真的 非常 特别 挺 比较 更 最 最后 有点 一点 一些 一下 一个 一样 一次 一直 一定 一般 不错 这次 每次 几个 很多 好多 多 少 大 小 好 好的 行 对 嗯 啊 吧 呢 吗 哦 呀 啦 嘛 哈 哈哈 哈哈哈
  请 请问 谢谢 感谢 麻烦 您好 你好 在吗 帮 帮我 帮忙 求 知道了 收到 起来 出来 下来 上去 进去 过来 里面 上面 下面 外面 东西 事情 问题 情况 方面 地方 开始 继续 完全 根本 简直 实在 确实 总是 经常 马上 立刻 赶紧 尽快 快点 直接 只有 只能 除了 并 却 而已 罢了 等 等等 之类 左右 差不多 第一 第一次 做 弄 搞 看 看看 打 拿 放 买 买的 卖 个 件 次 天 年 月 日 号 块 元 家 种 点 些 下 上 里 中 后 前 内 外 本 该 各 每 某 全 整个 所有 任何 其他 其它 另外
  a an the and or but if then so because of to in on at for from with without about into over under again is are was were be been being am do does did done doing have has had having i me my mine we us our you your yours he him his she her it its they them their this that these those there here who whom whose which what when where why how not no nor never very too just only also still yet already even ever much many more most some any all both each every few other another such own same than as until while during before after above below between out off up down can could will would shall should may might must don't doesn't didn't won't can't couldn't isn't aren't wasn't weren't haven't hasn't hadn't i'm i've i'd i'll you're you've you'll it's that's there's what's we're we've they're let's im ive id dont cant wont didnt doesnt isnt please pls plz thanks thank thx hi hello hey ok okay yes yeah yep oh wow lol omg get got getting go going gone went come came make made making take took taken give gave given say said says tell told know knew think thought want wanted wants need needed needs like liked really actually now today yesterday tomorrow day days week weeks time times thing things something anything nothing everything someone anyone people one two three way lot bit kind sort sure well back keep keeps kept put let see seen saw look looking try tried trying use used using able still since almost maybe perhaps right good great bad best worst better nice new old big last next first second help work works working u ur amp re ve ll s t d m via per`.split(
    /\s+/,
  ),
);

/** What customers write about: these count more than other words. */
export const topics: ReadonlySet<string> = new Set(
  `退款 退货 换货 退换货 发货 快递 物流 配送 送货 收货 签收 订单 下单 地址 运费 邮费 包裹 包装 破损 发票 专票 优惠 优惠券 红包 积分 会员 活动 价格 差价 保价 降价 质量 尺码 尺寸 颜色 款式 味道 面料 客服 人工 机器人 态度 服务 售后 售前 投诉 维修 保修 安装 师傅 门店 商家 卖家 平台 店铺 账号 账户 密码 验证码 登录 注册 注销 手机号 身份证 实名 银行卡 信用卡 支付 付款 扣款 扣费 充值 提现 余额 转账 到账 利息 手续费 还款 借款 额度 贷款 账单 押金 定金 尾款 合同 套餐 流量 话费 宽带 信号 网络 系统 软件 应用 更新 闪退 卡顿 屏幕 电池 充电 充电器 耳机 手机 电脑 空调 冰箱 洗衣机 电视 相机 酒店 房间 前台 早餐 航班 机票 行李 改签 延误 赔偿 赔付 赠品 缺货 库存 预售 假货 正品 真伪 噪音 油耗 动力 空间 内饰 外观 操控 隐私 外卖 餐厅 骑手
  refund return exchange delivery shipping shipment order package parcel courier tracking address invoice receipt coupon discount price quality size color warranty repair replacement account password login verification card payment charge fee billing subscription membership balance transfer withdrawal deposit cash exchange rate pin limit statement loan interest credit debit atm app website update crash screen battery charger phone laptop headphones flight luggage baggage bag seat boarding gate ticket booking reservation delay cancellation upgrade crew staff agent support service customer store hotel room breakfast reception food driver restaurant noise complaint compensation voucher points miles`.split(
    /\s+/,
  ),
);
