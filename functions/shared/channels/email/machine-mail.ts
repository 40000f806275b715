export type MailKind = 'message' | 'auto-reply' | 'bounce' | 'list' | 'loop';

export type MailSigns = {
  /** First value of a header, '' when absent. */
  header(name: string): string;
  from: string | undefined;
  subject: string;
  isReport: boolean; // Content-Type: multipart/report
  isDeliveryReport: boolean; // with a delivery status in it
  answersUs: boolean; // has In-Reply-To or References
  verdicts: { spam?: string; virus?: string; dmarc?: string; dmarcPolicy?: string };
  own: readonly string[];
};

export type MailNature = { kind: MailKind; mayAnswer: boolean; because: string | undefined };

const machineNames =
  /^(?:postmaster|mailer-?daemon|mail-?daemon|no[-_.]?reply|do[-_.]?not[-_.]?reply|nicht[-_.]?antworten|bounces?|auto-?(?:reply|responder|confirm))(?:[-+._=].*)?$/;

const autoReplySubject =
  /^(?:\[?auto(?:matic)?[- ]?(?:reply|response)|auto:|out of (?:the )?office|away from (?:the |my )?office|on vacation|vacation reply|réponse automatique|absence du bureau|automatische (?:antwort|nachricht)|abwesenheits(?:notiz|benachrichtigung|meldung)|abwesend:|respuesta automática|fuera de (?:la )?oficina|resposta automática|fora do escritório|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|automatisch(?:e)? (?:beantwoording|reactie)|afwezigheids|autosvar|automatiskt svar|automatisk svar|automaattinen vastaus|autoodpowiedź|odpowiedź automatyczna|automatická odpověď|automatikus válasz|răspuns automat|otomatik (?:yanıt|cevap)|автоответ|автоматический ответ|автоматична відповідь|αυτόματη απάντηση|תשובה אוטומטית|رد تلقائي|自动(?:回复|答复)|自動(?:回覆|回復|応答|返信)|不在(?:通知|のお知らせ)|자동 ?(?:회신|응답)|부재중|trả lời tự động|ตอบกลับอัตโนมัติ|balasan otomatis)/i;

/** What sent this mail, and whether it may be answered automatically (RFC 3834). */
export function natureOf(mail: MailSigns): MailNature {
  const because = machineReason(mail) ?? heldReason(mail);
  return { kind: kindOf(mail), mayAnswer: because === undefined, because };
}

function kindOf(mail: MailSigns): MailKind {
  const { header } = mail;
  const auto = autoSubmitted(mail);
  if (isLoop(mail)) return 'loop';
  if (mail.isDeliveryReport) return 'bounce';
  if (auto.startsWith('auto-replied') || saysAutoReply(mail) || mail.isReport) return 'auto-reply';
  if (hasNullSender(mail) && !auto) return 'bounce';
  if (/^(?:postmaster|mailer-?daemon|mail-?daemon)$/.test(localPart(mail))) return 'bounce';
  if (listHeader(mail) || /^(?:bulk|junk|list)\b/i.test(header('precedence'))) return 'list';
  return auto && auto !== 'no' ? 'auto-reply' : 'message';
}

/** Why no machine may answer, the plainest reason first. */
function machineReason(mail: MailSigns): string | undefined {
  const { header, from, own } = mail;
  const auto = autoSubmitted(mail);
  const list = listHeader(mail);
  if (!from) return 'there is no sender address to answer';
  if (own.includes(from)) return 'it comes from one of our own addresses';
  if (isLoop(mail)) return 'it carries our own X-Loop mark';
  if (mail.isReport) return 'it is a report of a mail system (multipart/report)';
  if (auto && auto !== 'no') return `it says Auto-Submitted: ${auto}`;
  if (hasNullSender(mail)) return 'its envelope sender is empty (<>)';
  if (list) return `it comes through a mailing list (${list})`;
  const precedence = /^(?:bulk|junk|list|auto[-_]reply)\b/i.exec(header('precedence'))?.[0];
  if (precedence) return `it says Precedence: ${precedence.toLowerCase()}`;
  const suppress = /\b(?:all|oof|autoreply|dr|rn|nrn)\b/i.exec(header('x-auto-response-suppress'))?.[0];
  if (suppress) return `it says X-Auto-Response-Suppress: ${suppress}`;
  if (saysAutoReply(mail)) return 'it is an automatic reply by its headers or subject';
  if (machineNames.test(localPart(mail))) return `nobody reads ${localPart(mail)}@`;
  return header('feedback-id') && !mail.answersUs
    ? 'it is a mass mailing (Feedback-ID) that answers nothing of ours'
    : undefined;
}

/** Why a person should look first. */
function heldReason({ verdicts }: MailSigns): string | undefined {
  if (verdicts.virus === 'FAIL') return 'it failed the virus scan';
  if (verdicts.spam === 'FAIL') return 'it was judged spam';
  const rejects = verdicts.dmarcPolicy === 'reject' || verdicts.dmarcPolicy === 'quarantine';
  return verdicts.dmarc === 'FAIL' && rejects
    ? 'its sender is not proven (DMARC) and the domain asks not to trust such mail'
    : undefined;
}

function isLoop({ header, from, own }: MailSigns): boolean {
  return (from !== undefined && own.includes(from)) || /(?:^|[\s,;])heartline(?:$|[\s,;])/i.test(header('x-loop'));
}

function autoSubmitted({ header }: MailSigns): string {
  return /^[a-z-]{1,40}/i.exec(header('auto-submitted'))?.[0].toLowerCase() ?? '';
}

function saysAutoReply({ header, subject }: MailSigns): boolean {
  const named = ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-autoresponder', 'x-mail-autoreply'];
  const says = named.some((name) => header(name) !== '' && !/^(?:no|false|0)$/i.test(header(name)));
  const precedence = /^auto[-_]reply\b/i.test(header('precedence'));
  return (
    says ||
    precedence ||
    autoReplySubject.test(subject.replace(/^(?:(?:re|fw|fwd|aw|回复|答复|回覆)\s*[:：]\s*)+/i, ''))
  );
}

function hasNullSender({ header }: MailSigns): boolean {
  return ['return-path', 'x-envelope-from'].some((name) => /^<\s*>$/.test(header(name).trim()));
}

function listHeader({ header }: MailSigns): string | undefined {
  return ['List-Id', 'List-Post', 'List-Unsubscribe'].find((name) => header(name.toLowerCase()) !== '');
}

function localPart({ from }: MailSigns): string {
  return from?.slice(0, from.lastIndexOf('@')) ?? '';
}
