import { describe, expect, it } from 'vitest';
import { visibleReply } from '../../../../functions/shared/channels/email/visible-reply.ts';

/** What mail programs write above a quotation. */
const attributions = [
  'On Wed, Sep 25, 2013, at 03:57 PM, jo_doe wrote:',
  'On Thursday, June 27, 2013, support via Forum wrote:',
  'On Wed, 2015-12-02 at 13:58 +0000, Jo Doe wrote:',
  'On 10/12/15 12:30, Jo wrote:',
  'Op 24 aug. 2013 om 16:48 heeft support via Forum <info@x.org> het volgende geschreven:',
  'Le 4 janv. 2016 19:03, "Jo" <info@x.org> a écrit :',
  'Dnia 14 lip 2015 o godz. 00:25 Jo <info@x.org> napisał(a):',
  'Em seg, 27 de jul de 2015 17:13, Jo <info@x.org> escreveu:',
  'At 6/16/2016 08:32 PM, you wrote:',
  'Op 10 dec. 2015 18:35 schreef "Jo Doe" <info@x.org>:',
  'Am 18.09.2013 um 16:24 schrieb support <info@x.org>:',
  'Den 15. jun. 2016 kl. 20.42 skrev Jo <info@x.org>:',
  'søn. 30. apr. 2017 kl. 00.26 skrev Jo Doe <info@x.org>:',
  'суббота, 14 марта 2015 г. пользователь support написал:',
  '23 mar 2017 21:25 "Jo" <info@x.org> napisał(a):',
  '30 серп. 2016 р. 20:45 "Jo" no-reply@example.com пише:',
  'Jo Doe <try@x.com> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:',
  '2016-03-03 17:21 GMT+01:00 Some One <a@b.c>',
  '2015-10-18 0:17 GMT+03:00 Jo Doe <info@x.org>:',
  '2013/10/2 jo <info@x.org>',
  'вт, 5 янв. 2016 г. в 23:39, Jo <info@x.org>:',
  'ср, 1 апр. 2015, 18:29, Jo <info@x.org>:',
  'Some One via Forum <info@x.org> schrieb:',
  'Some One <info@x.org> wrote:',
  'Jo Doe (jo@shop.example) wrote:',
  'Wednesday, 17 November 2021, 3:32 PM +0300 from jo@shop.example <jo@shop.example>:',
  'On Wed, 14 Nov 2018 08:14:43 -0200 John Doe <john@doe.com> wrote',
  '30.09.2017, 18.30, "Jo - Doe" <s@saas.com>:',
  '11:00 AM, November 17, 2021, "Jo - Shop" <jo@shop.example>:',
  'In data 11 ottobre 2017 21:11:31 "Jo - Shop" <jo@shop.example> ha scritto:',
  'Em 10 de julho de 2017 às 16:32:35, Jo - Shop (\njo@shop.example) escreveu:',
  'Jo Doe <jo@shop.example> schrieb am So., 23.\nJuni 2024, 21:08:',
  'Am Fr., 28. Nov. 2025 um 15:57 Uhr schrieb Jo Doe <\njo@shop.example>:',
  'Il giorno mer 31 dic 2025 alle ore 10:15 Supporto <s@x.it> ha scritto:',
  'El mié, 31 dic 2025 a las 10:15, Soporte (<s@x.es>) escribió:',
  'Op wo 31 dec 2025 om 10:15 schreef Support <s@x.nl>:',
  'Den ons 31 dec. 2025 kl 10:15 skrev Support <s@x.se>:',
  'ke 31. jouluk. 2025 klo 10.15 Tuki (s@x.fi) kirjoitti:',
  'st 31. 12. 2025 v 10:15 odesílatel Podpora <s@x.cz> napsal:',
  'Στις Τετ 31 Δεκ 2025 στις 10:15 π.μ., ο χρήστης X <s@x.gr> έγραψε:',
  'Vào Th 4, 31 thg 12, 2025 vào lúc 10:15 Hỗ trợ <s@x.vn> đã viết:',
  'Pada tanggal Rab, 31 Des 2025 pukul 10.15 Dukungan <s@x.id> menulis:',
  'ในวันที่ พ. 31 ธ.ค. 2025 เวลา 10:15 ทีมงาน <s@x.th> เขียนว่า:',
  '\u202bבתאריך יום ד׳, 31 בדצמ׳ 2025 ב-10:15 מאת \u202aתמיכה\u202c\u200f <\u202as@x.il\u202c\u200f>:\u202c',
  'في الأربعاء، 31 ديسمبر 2025 في 10:15 ص تمت كتابة ما يلي بواسطة \u202aالدعم\u202c\u200f <\u202as@x.ae\u202c\u200f>:',
  'X <s@x.cn> 于2025年12月31日周三 10:15写道：',
  '于 2025/12/31 10:15, 客服 写道:',
  '2025年12月31日 10:15，客服<s@x.cn> 写道：',
  '客服 <s@x.cn>在 2025年12月31日 周三 10:15 写道：',
  '在2025年12月31日 10:15，客服<s@x.cn> 写道：',
  '2025年12月31日(水) 10:15 サポート <s@x.jp>:',
  '2025/12/31 10:15、サポート <s@x.jp>のメール:',
  'On 2025/12/31 10:15, サポート wrote:',
  '2025. 12. 31. 오전 10:15, 고객센터 <s@x.kr> 작성:',
  '2025-12-31 (수) 10:15에 고객센터 <s@x.kr>님이 작성:',
  'Dana śr., 31 gru 2025 X <s@x.hr> je napisao/la:',
  'X <s@x.hu> ezt írta (időpont: 2025. dec. 31., Sze, 10:15):',
  'Pe mie., 31 dec. 2025 la 10:15, X <s@x.ro> a scris:',
];

/** The header blocks that others put there. */
const headerBlocks = [
  '________________________________\n发件人: 客服 <s@x.cn>\n发送时间: Wednesday, December 31, 2025 10:15:00 AM\n收件人: a <a@b.c>\n主题: 回复',
  '发件人：客服 <s@x.cn>\n日期：2025年12月31日\n收件人：a@b.c\n主题：回复',
  '发件人:客服 <s@x.cn>\n发件时间:2025年12月31日(星期三) 10:15\n收件人:a <a@b.c>\n主　题:回复',
  '------------------------------------------------------------------\n发件人：客服 <s@x.cn>\n日　期：2025年12月31日\n收件人：<a@b.c>\n主　题：回复',
  '寄件者: 客服\n寄件日期: 2025年12月31日 10:15\n收件者: 林\n主旨: 回覆',
  'From: 客服\nDate: 2025-12-31 10:15\nTo: a\nSubject: x\nCC: y',
  '-----邮件原件-----\n发件人: X [mailto:s@x.cn]\n发送时间: 2025\n收件人: y\n主题: z',
  '-------- 转发邮件信息 --------\n发件人："客服" <s@x.cn>\n发送日期：2025-12-31\n收件人：x\n主题：y',
  'Fra: S <s@x.no>\nSendt: onsdag 31. desember 2025 10:15\nTil: A\nEmne: SV: x',
  'Från: S <s@x.se>\nSkickat: den 31 december 2025 10:15\nTill: A\nÄmne: SV: x',
  'Lähettäjä: S <s@x.fi>\nLähetetty: keskiviikko 31. joulukuuta 2025\nVastaanottaja: A\nAihe: x',
  'Od: S <s@x.pl>\nWysłano: środa, 31 grudnia 2025 10:15\nDo: A\nTemat: x',
  'От: S <s@x.ru>\nОтправлено: среда, 31 декабря 2025 г. 10:15\nКому: A\nТема: x',
  'Kimden: S <s@x.tr>\nGönderildi: 31 Aralık 2025 Çarşamba 10:15\nKime: A\nKonu: x',
  '보낸 사람: S <s@x.kr>\n보낸 날짜: 2025년 12월 31일 수요일 10:15\n받는 사람: A\n제목: x',
  '**From:** S <s@x.kr>\n**Sent:** W\n**To:** A\n**Subject:** x',
  'From: Support \n<s@x.org> \nSent: Monday, August 26, 2019 4:37 PM\nTo: A <a@b.c>\nSubject: x',
  '-------- Forwarded Message --------\nSubject: \tx\nDate: \tWed\nFrom: \tS <s@x>\nTo: \ta@b.c',
  '-------- Weitergeleitete Nachricht --------\nBetreff: \tx\nDatum: \tWed\nVon: \tS <s@x>\nAn: \ta@b.c',
  '-------- Message transféré --------\nSujet : \tx\nDate : \tWed\nDe : \tS <s@x>\nPour : \ta@b.c',
];

describe('a quotation begins', () => {
  it.each(attributions)('below: %s', (line) => {
    for (const old of ['\n> old\n> words', '\n\n> old\n\n', '\nold\nwords', '\n\nold words']) {
      expect(visibleReply(`New words.\n\n${line}${old}`)).toBe('New words.');
    }
  });

  it.each(headerBlocks)('with: %s', (block) => {
    expect(visibleReply(`New words.\n\n${block}\n\nold\nwords`)).toBe('New words.');
    expect(visibleReply(`New words.\n${block}\nold\nwords`)).toBe('New words.');
  });
});
