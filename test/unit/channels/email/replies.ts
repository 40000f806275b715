export type Reply = { program: string; text: string; visible: string };

/** How mail programs that are not among the corpus samples quote, written by hand after their output. */
export const replies: Reply[] = [
  {
    program: 'Foxmail, Chinese',
    text: `你好，我要求退货，包装全部破损。\n\n\n\n李明\nliming@foxmail.example\n \n发件人： 示例客服\n发送时间： 2025-12-31 10:15\n收件人： 李明\n主题： 您的工单\n\n您好，请问有什么可以帮您？`,
    visible: `你好，我要求退货，包装全部破损。\n\n李明\nliming@foxmail.example`,
  },
  {
    program: '163 webmail',
    text: `已经等了十天了，到底发不发货？\n\n\n\n\n\n\n\n在 2025-12-31 10:15:33，"示例客服" <support@shop.example> 写道：\n\n您好，\n您的包裹已发出。`,
    visible: '已经等了十天了，到底发不发货？',
  },
  {
    program: '126 webmail, quoted with marks',
    text: `好的，谢谢。\n\nAt 2025-12-31 10:15:33, "Support" <support@shop.example> wrote:\n>您好，\n>已退款。`,
    visible: '好的，谢谢。',
  },
  {
    program: 'NetEase Mail Master on a phone',
    text: `还没收到\n\n\n| |\n张三\n|\n|\nzs@163.example\n|\n\n\n---- 回复的原邮件 ----\n| 发件人 | 示例客服<support@shop.example> |\n| 发送日期 | 2025年12月31日 10:15 |\n| 收件人 | zs@163.example |\n| 主题 | 您的工单 |\n您好`,
    visible: '还没收到\n\n| |\n张三\n|\n|\nzs@163.example\n|',
  },
  {
    program: 'QQ Mail in English',
    text: `Where is my refund?\n\n\n---Original---\nFrom: "Support"<support@shop.example>\nDate: Wed, Dec 31, 2025 10:15 AM\nTo: "lin"<lin@qq.example>;\nSubject: Your ticket\n\nHello`,
    visible: 'Where is my refund?',
  },
  {
    program: 'QQ Mail on an iPhone',
    text: `客服电话一直打不通！\n\n\n\n发自我的iPhone\n\n\n------------------ Original ------------------\nFrom: 示例客服 <support@shop.example>\nDate: 周三,12月 31,2025 10:15\nTo: lin <lin@qq.example>\nSubject: Re: 您的工单\n\n您好`,
    visible: '客服电话一直打不通！',
  },
  {
    program: 'Apple Mail, Chinese',
    text: `请尽快处理。\n\n发自我的 iPhone\n\n> 在 2025年12月31日，上午10:15，示例客服 <support@shop.example> 写道：\n> \n> ﻿您好`,
    visible: '请尽快处理。',
  },
  {
    program: 'Huawei phone',
    text: `东西坏了，我要投诉。\n\n发自我的华为手机\n\n-------- 原始邮件 --------\n发件人: 示例客服 <support@shop.example>\n日期: 2025年12月31日周三 上午10:15\n收件人: wang@example.cn\n主 题: 您的工单\n您好`,
    visible: '东西坏了，我要投诉。',
  },
  {
    program: 'Outlook, German',
    text: `Das Gerät ist defekt angekommen.\n\nMit freundlichen Grüßen\nJana\n\nVon: Kundendienst <support@shop.example>\nGesendet: Mittwoch, 31. Dezember 2025 10:15\nAn: Jana Beispiel <jana@example.de>\nBetreff: AW: Ihre Anfrage\n\nGuten Tag`,
    visible: 'Das Gerät ist defekt angekommen.\n\nMit freundlichen Grüßen\nJana',
  },
  {
    program: 'Outlook, French',
    text: `Je n'ai toujours rien reçu.\n\nDe : Service client <support@shop.example>\nEnvoyé : mercredi 31 décembre 2025 10:15\nÀ : Luc <luc@example.fr>\nObjet : RE: Votre demande\n\nBonjour`,
    visible: "Je n'ai toujours rien reçu.",
  },
  {
    program: 'Outlook, Spanish',
    text: `Sigo esperando el reembolso.\n\n________________________________\nDe: Soporte <support@shop.example>\nEnviado el: miércoles, 31 de diciembre de 2025 10:15\nPara: Ana <ana@example.es>\nAsunto: Su consulta\n\nHola`,
    visible: 'Sigo esperando el reembolso.',
  },
  {
    program: 'Outlook, Italian',
    text: `Il pacco è vuoto!\n\nDa: Assistenza <support@shop.example>\nInviato: mercoledì 31 dicembre 2025 10:15\nA: Marco <marco@example.it>\nOggetto: R: Richiesta\n\nBuongiorno`,
    visible: 'Il pacco è vuoto!',
  },
  {
    program: 'Outlook, Japanese',
    text: `返金はいつですか。\n\n差出人: サポート <support@shop.example>\n送信日時: 2025年12月31日 10:15\n宛先: 佐藤 <sato@example.jp>\n件名: お問い合わせ\n\nお世話になっております。`,
    visible: '返金はいつですか。',
  },
  {
    program: 'Outlook, Dutch',
    text: `Nog steeds niets ontvangen.\n\nVan: Klantenservice <support@shop.example>\nVerzonden: woensdag 31 december 2025 10:15\nAan: Piet <piet@example.nl>\nOnderwerp: RE: Uw vraag\n\nHallo`,
    visible: 'Nog steeds niets ontvangen.',
  },
  {
    program: 'Outlook, Portuguese, forwarded block',
    text: `Quero cancelar.\n\n-----Mensagem original-----\nDe: Suporte [mailto:support@shop.example] \nEnviada em: quarta-feira, 31 de dezembro de 2025 10:15\nPara: Rui\nAssunto: Pedido\n\nOlá`,
    visible: 'Quero cancelar.',
  },
  {
    program: 'Outlook for Android',
    text: `It arrived broken.\n\nSent from Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Support <support@shop.example>\nSent: Wednesday, December 31, 2025 10:15:00 AM\nTo: Jo <jo@example.com>\nSubject: Your ticket\n\nHello`,
    visible: 'It arrived broken.',
  },
  {
    program: 'Thunderbird, German',
    text: `Nein, das stimmt nicht.\n\nAm 31.12.25 um 10:15 schrieb Kundendienst:\n> Ist alles in Ordnung?\n>\n> Ihr Team\n\n-- \nJana Beispiel\nBeispielstraße 1`,
    visible: 'Nein, das stimmt nicht.',
  },
  {
    program: 'Thunderbird, Russian',
    text: `Где мой заказ?\n\n31.12.2025 10:15, Поддержка пишет:\n> Здравствуйте`,
    visible: 'Где мой заказ?',
  },
  {
    program: 'Gmail, Russian, not marked',
    text: `Верните деньги.\n\nср, 31 дек. 2025 г. в 10:15, Поддержка <support@shop.example>:\n\nЗдравствуйте`,
    visible: 'Верните деньги.',
  },
  {
    program: 'Gmail, French, wrapped',
    text: `Toujours rien.\n\nLe mer. 31 déc. 2025 à 10:15, Service client de la boutique en ligne <\nsupport@shop.example> a écrit :\n\n> Bonjour`,
    visible: 'Toujours rien.',
  },
  {
    program: 'Gmail, traditional Chinese',
    text: `請盡快回覆。\n\n範例客服 <support@shop.example> 於 2025年12月31日 週三 上午10:15寫道：\n\n> 您好`,
    visible: '請盡快回覆。',
  },
  {
    program: 'Gmail, Korean',
    text: `환불해 주세요.\n\n2025년 12월 31일 (수) 오전 10:15, 고객센터 <support@shop.example>님이 작성:\n\n> 안녕하세요`,
    visible: '환불해 주세요.',
  },
  {
    program: 'Gmail, Polish',
    text: `Nadal czekam.\n\nśr., 31 gru 2025 o 10:15 Obsługa <support@shop.example> napisał(a):\n\n> Dzień dobry`,
    visible: 'Nadal czekam.',
  },
  {
    program: 'Gmail, Turkish',
    text: `Hâlâ gelmedi.\n\nDestek <support@shop.example>, 31 Ara 2025 Çar, 10:15 tarihinde şunu yazdı:\n\n> Merhaba`,
    visible: 'Hâlâ gelmedi.',
  },
  {
    program: 'Yahoo Mail',
    text: `Please cancel it.\n\n    On Wednesday, December 31, 2025 at 10:15:00 AM GMT+1, Support <support@shop.example> wrote:  \n \n Hello,\nhow can we help?  `,
    visible: 'Please cancel it.',
  },
  {
    program: 'Spark',
    text: `No, thanks.\n\nBest,\nKim\nOn Dec 31, 2025 at 10:15 +0100, Support <support@shop.example>, wrote:\n> Would a voucher do?`,
    visible: 'No, thanks.\n\nBest,\nKim',
  },
  {
    program: 'Apple Mail, Japanese iPhone',
    text: `まだです。\n\niPhoneから送信\n\n2025/12/31 10:15、サポート <support@shop.example>のメール:\n\n> 届きましたか`,
    visible: 'まだです。',
  },
  {
    program: 'Zoho',
    text: `Still broken.\n\n\n---- On Wed, 31 Dec 2025 10:15:00 +0530 support@shop.example wrote ----\n\nHello`,
    visible: 'Still broken.',
  },
  {
    program: 'Samsung phone, Spanish',
    text: `No funciona.\n\nEnviado desde mi Galaxy\n\n-------- Mensaje original --------\nDe: Soporte <support@shop.example>\nFecha: 31/12/25 10:15 (GMT+01:00)\nA: ana@example.es\nAsunto: Consulta\n\nHola`,
    visible: 'No funciona.',
  },
  {
    program: 'answers between quoted lines',
    text: `Hi,\n\nOn Wed, Dec 31, 2025 at 10:15 AM Support <support@shop.example> wrote:\n> Which colour did you order?\n\nBlue.\n\n> And what arrived?\n\nRed, and scratched.\n\n> Kind regards\n> Support`,
    visible: 'Hi,\n\n> Which colour did you order?\n\nBlue.\n\n> And what arrived?\n\nRed, and scratched.',
  },
  {
    program: 'Apple Mail, a forward with nothing above it',
    text: `\n\nBegin forwarded message:\n\n> From: Courier <info@courier.example>\n> Subject: Delivery failed\n> Date: 31 December 2025 at 10:15:00 CET\n> To: jo@example.com\n> \n> We could not deliver your parcel.`,
    visible:
      '> From: Courier <info@courier.example>\n> Subject: Delivery failed\n> Date: 31 December 2025 at 10:15:00 CET\n> To: jo@example.com\n>\n> We could not deliver your parcel.',
  },
  {
    program: 'Gmail, a forward with nothing above it',
    text: `---------- Forwarded message ---------\nFrom: Courier <info@courier.example>\nDate: Wed, Dec 31, 2025 at 10:15 AM\nSubject: Delivery failed\nTo: <jo@example.com>\n\n\nWe could not deliver your parcel.`,
    visible: 'We could not deliver your parcel.',
  },
  {
    program: 'a 163 forward with nothing above it',
    text: `\n\n-------- 转发邮件信息 --------\n发件人："快递" <info@courier.example>\n发送日期：2025-12-31 10:15:33\n收件人：zs@163.example\n主题：派送失败\n\n您的包裹无法派送。`,
    visible: '您的包裹无法派送。',
  },
];

/** Texts that look a little like quotations or footers and are the customer's own words to the last line. */
export const ownTexts: string[] = [
  'I flew with you.\nFrom: Berlin\nTo: Paris\nDate: 5 May 2025\nThe suitcase never came.',
  'On 5 May I ordered a lamp.\nOn 9 May I wrote to you:\nnobody answered.',
  '在 5 月 1 日下单\n至今没有写道歉信给我。\n请退款：200 元',
  'My order:\n--------------------\n2 x lamp\n1 x bulb\n--------------------\nWhere is it?',
  'Name: Jo\nEmail: jo@example.com\nSubject: refund\nMessage: please send my money back',
  'I sent it from my iPhone twice and it still says failed.\nWhat now?',
  'Hello,\n\nthe lamp is broken.\n\nBest regards,\nJo\n\nPS: cancel the other order, too.',
  'Your driver wrote on the card: "back at 10:30". He did not come back.',
  'Die Rechnung wurde per Mail gesendet',
  'Sent with DHL on Monday, tracking 12:30 of course says nothing.',
];
