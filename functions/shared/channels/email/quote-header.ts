type Field = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'more';

/** What mail programs call the fields above a quoted mail, by language in no order. */
const names: Record<Field, string> = {
  from: `from|von|absender|de|expéditeur|remetente|remitente|da|mittente|van|afzender|från|fra|avsändare|lähettäjä|od|odesílatel|odesilatel|feladó|de la|kimden|gönderen|από|от|от кого|від|від кого|מאת|من|发件人|寄件者|寄件人|發件人|差出人|送信者|送信元|보낸 사람|보낸사람|발신자|từ|người gửi|จาก|dari|pengirim`,
  sent: `sent|date|sent at|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|enviada em|enviada|fecha|data|data de envio|inviato|inviato il|data invio|verzonden|verzonden op|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|wysłane|odesláno|odoslané|elküldve|küldve|dátum|trimis|gönderilme|gönderildi|gönderim tarihi|tarih|εστάλη|ημερομηνία|στάλθηκε|отправлено|дата|надіслано|נשלח|תאריך|تاريخ الإرسال|التاريخ|发送时间|发送日期|发件日期|日期|时间|发件时间|寄件日期|傳送時間|傳送日期|發送時間|發送日期|寄送時間|時間|送信日時|送信日|日付|日時|날짜|보낸 날짜|보낸날짜|전송일|đã gửi|ngày|ส่งเมื่อ|วันที่|terkirim|tanggal|dikirim`,
  to: `to|an|empfänger|à|destinataire|para|destinatario|destinatário|a|aan|ontvanger|till|til|vastaanottaja|do|komu|címzett|către|kime|alıcı|προς|кому|אל|إلى|收件人|收件者|收信人|宛先|받는 사람|받는사람|수신자|đến|tới|ถึง|kepada`,
  cc: `cc|bcc|kopie|copie|copie à|copia|cópia|ccn|cco|kopia|kopi|kopio|dw|udw|копия|копія|κοιν|másolatot kap|másolat|bilgi|העתק|抄送|抄送人|副本|密送|cci|참조|สำเนา`,
  subject: `subject|re|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|tárgy|subiect|konu|θέμα|тема|נושא|الموضوع|主题|主題|主旨|标题|標題|件名|제목|chủ đề|tiêu đề|เรื่อง|หัวเรื่อง|subjek|perihal`,
  more: `reply-to|reply to|antwort an|répondre à|responder a|rispondi a|importance|priority|priorität|wichtigkeit|attachments|attachment|anlagen|pièces jointes|datos adjuntos|allegati|bijlagen|附件|重要性|优先级|回复|答复|resent-from|sender`,
};

const fieldOf = new Map(
  (Object.keys(names) as Field[]).flatMap((field) => names[field].split('|').map((name) => [name, field] as const)),
);

const maxLines = 14;

/** Number of lines of the header block that begins a quoted mail at `at`, 0 when none does. */
export function headerBlockLength(lines: readonly string[], at: number): number {
  if (!fieldAt(lines[at])) return 0;
  const seen = new Set<Field>();
  let end = at;
  let strange = 0;
  for (let i = at; i < Math.min(lines.length, at + maxLines); i++) {
    const line = lines[i] ?? '';
    const field = fieldAt(line);
    if (field) {
      seen.add(field);
      end = i + 1;
      strange = 0;
    } else if (line.trim() === '' ? seen.size > 2 && !fieldAt(lines[i + 1]) : ++strange > 2) {
      break; // an empty line after the block, or text; a long list of recipients may run over two more lines
    }
  }
  const block = lines.slice(at, end).join('\n');
  // "From: Berlin, To: Paris, Date: 5 May" is a journey; a mail's header names a subject or an address.
  const isMail = seen.has('from') && seen.size >= 3 && (seen.has('subject') || block.includes('@'));
  const isShort =
    seen.has('from') && seen.size === 2 && (seen.has('sent') || seen.has('subject')) && block.includes('@');
  return isMail || isShort ? end - at : 0;
}

function fieldAt(line: string | undefined): Field | undefined {
  const head = (line ?? '').slice(0, 60).replace(/^[\s*_>|]+/, '');
  const colon = head.search(/[:：]/);
  if (colon < 1) return undefined;
  return fieldOf.get(
    head
      .slice(0, colon)
      .replace(/[\s*_\u00a0\u3000]+/g, ' ')
      .trim()
      .toLowerCase()
      .replace(/^(.) (.)$/, '$1$2'),
  );
}

const originals = new RegExp(
  `^(?:${[
    'original(?: message| appointment| mail| email)?|(?:begin )?forwarded (?:message|mail|email|by .{1,60})|reply message|replied message',
    'original-?nachricht|originalnachricht|ursprüngliche (?:nachricht|e-?mail)|weitergeleitete (?:nachricht|e-?mail)|anfang der weitergeleiteten (?:nachricht|e-mail)',
    "message d['’]origine|message original|mail original|courriel original|message (?:transféré|réexpédié)|début du message (?:transféré|réexpédié)|e-mail d['’]origine",
    'mensaje original|mensaje reenviado|inicio del mensaje reenviado|correo original|mensagem original|mensagem (?:encaminhada|reencaminhada)|início da mensagem (?:encaminhada|reencaminhada)',
    'messaggio (?:originale|inoltrato)|inizio messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht|origineel bericht',
    'ursprungligt meddelande|originalmeddelande|vidarebefordrat (?:meddelande|brev)|oprindelig (?:meddelelse|besked|mail)|videresendt (?:meddelelse|besked|melding)|start på videresendt besked|opprinnelig melding|alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti',
    'oryginalna wiadomość|wiadomość oryginalna|(?:przekazana|przesłana dalej) wiadomość|wiadomość przekazana|początek przekazywanej wiadomości|původní (?:zpráva|e-mail)|přeposlaná zpráva|pôvodná správa|eredeti üzenet|továbbított üzenet|mesaj original|mesaj redirecționat',
    'özgün ileti|orijinal (?:mesaj|ileti)|iletilmiş mesaj|iletilen mesaj|αρχικό μήνυμα|προωθημένο μήνυμα|(?:исходное|пересылаемое|пересланное|переадресованное|оригинальное) (?:сообщение|письмо)|начало переадресованного сообщения|(?:оригінальне|переслане) повідомлення|הודעה מקורית|הודעה שהועברה|الرسالة الأصلية|رسالة أصلية',
    '(?:回复的|转发的)?原(?:始)?(?:邮件|邮件信息|郵件|信件|訊息)|(?:被)?转发(?:的)?邮件(?:信息)?|(?:已)?(?:转|轉)(?:发|發|寄)(?:的)?(?:邮件|郵件|訊息|信件|消息)|(?:以下是|开始|開始)(?:转发|轉寄)的?(?:邮件|郵件)|回复邮件(?:信息)?|邮件原件',
    '(?:元の|転送|オリジナル)メッセージ|転送されたメッセージ|(?:원본|전달된) ?(?:메일|메시지)|thư gốc|tin nhắn gốc|thư đã chuyển tiếp|pesan asli|pesan yang diteruskan|ข้อความต้นฉบับ|ข้อความที่ส่งต่อ',
  ].join('|')})\\s*[:：]?$`,
  'i',
);

/** A line such as `-----Original Message-----` or `Begin forwarded message:`, below which all is quoted. */
export function isQuoteSeparator(line: string): boolean {
  if (line.length > 160) return false;
  const inner = line.replace(/^[\s>*_=—–―·.-]+|[\s*_=—–―·.-]+$/g, '');
  const framed = /^\s*[>*\s]*[-_=—–―]{2,}/.test(line);
  return (
    (framed || /[:：]\s*$/.test(inner)) &&
    originals.test(inner) &&
    (framed || inner.length > 9 || /[\u3000-\uffdc]/.test(inner))
  );
}

/** A line drawn across the page. */
export function isRule(line: string): boolean {
  return /^[\s>]*(?:[-_=*—–―─━~]\s?){3,}\s*$/.test(line.slice(0, 300));
}
