// What a device or a mail program adds below a mail. Only ever taken from the end of a text.
const device =
  /iphone|ipad|ipod|android|galaxy|samsung|huawei|honor|xiaomi|redmi|oppo|vivo|oneplus|pixel|motorola|nokia|lumia|htc|alcatel|sony|xperia|fairphone|blackberry|windows|mac\b|outlook|mailbox|airmail|\bmail\b|spark|proton|yahoo|gmail|\bgmx|web\.de|mobile|mobil|handy|smartphone|telefon|téléphone|teléfono|telefono|telefoon|телефон|phone|\bcell\b|tablet|device|gerät|appareil|dispositivo|apparaat|ti-\d|zoho|tuta|bluemail|aquamail|k-9|thunderbird|canary|superhuman|foxmail|\b(?:163|126|qq|aol)\b|correo|courrier|posta|poczt|почт|устройств|手机|手機|邮箱|郵箱|邮件|信箱|华为|小米|荣耀|客户端|行動|スマート|携帯|휴대|아이폰|갤럭시|điện thoại|ponsel|מהנייד|הטלפון|هاتف/i;

const sentFrom = [
  /^(?:e-?mail |message )?(?:sent|posted|written|typed) (?:from|via|with|by|on|using)\b/i,
  /^this (?:e-?mail|message|mail) was sent (?:from|via|with) (?:my|a|an) /i,
  /^(?:\w+ )?from (?:my |a )?(?:mobile|i-?phone|ipad|phone|android|blackberry)\b/i,
  /^(?:get|download) .{0,3}outlook for /i,
  /^gesendet (?:von|mit|über|via)\b|^von (?:mein\w+|unterwegs|der) .{2,60} gesendet|^diese (?:nachricht|e-?mail|mail) wurde (?:von|mit) .{2,80} (?:gesendet|verschickt)|^holen sie sich .?outlook für|^outlook für \w+ (?:beziehen|herunterladen)/i,
  /^(?:message )?envoyé (?:de|depuis|à partir|avec|via|par)\b|^(?:obtenez|télécharge[rz]) outlook pour|^cet e-?mail a été envoyé (?:de|depuis)/i,
  /^(?:mensaje )?enviad[oa] (?:desde|con|mediante|do|da|de|a partir|pelo|via|através)\b|^(?:obtener|obtenga|descargar|obter|obtenha|baixar|transferir) (?:o )?outlook para/i,
  /^inviato (?:da|dal|dalla|con|tramite)\b|^(?:ottieni|scarica) outlook per/i,
  /^(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|van|met|via)\b|^(?:download|haal) outlook voor|^outlook voor \w+ (?:downloaden|ophalen)/i,
  /^(?:skickat|sendt|sänt) (?:från|fra|med|via)\b|^hämta outlook för|^(?:hent|få) outlook (?:til|for)|^lähetetty\b|^hanki outlook/i,
  /^(?:wysłan[eoy]|wysłano) (?:z|ze|za|przez)\b|^pobierz (?:program )?outlook|^odesláno z|^získat outlook|^küldve\b|^az? .{2,40} küldve|^trimis (?:de pe|din|cu)|^obține(?:ți)? outlook/i,
  /^отправлено (?:с|из|со|через)(?=\s)|^надіслано (?:з|із|зі)(?=\s)|^(?:получить|скачать) outlook|^στάλθηκε από|(?:gönderildi|gönderilmiştir|gönderilen)\.?$|^נשלח מ|^(?:أرسلت|مرسل|تم الإرسال) من/i,
  /^(?:đã gửi|được gửi) từ|^ส่งจาก|^dikirim (?:dari|dengan)|에서 (?:보냄|전송)|(?:から|より)送信|を入手$/i,
  /^(?:从|從|来自|來自|由|通过|透過|使用|用).{1,40}(?:发送|發送|传送|傳送|寄出|发出)?$|^(?:获取|下载|取得|下載).{0,4}outlook/i,
];

const always = [
  /^(?:发自|發自|发送自|傳送自|寄自).{0,40}$/,
  /^(?:本邮件)?签名由.{0,6}网易邮箱大师.{0,4}定制$/,
  /^(?:virus-?free|virenfrei|garanti sans virus|libre de virus|virusvrij|senza virus|без вирусов)\.? ?.{0,80}$/i,
  /^(?:this e-?mail|diese e-?mail|l'absence de virus|cet e-?mail|este correo|questa e-?mail).{0,60}(?:avast|avg|antivirus|virus)/i,
  /^\[?cid:[^\]\s]{1,120}\]?$/i,
  /^<?https?:\/\/(?:aka\.ms|overview\.mail\.yahoo\.com|go\.microsoft\.com|www\.avast\.com)\/?\S{0,120}$/i,
];

/** Whether a line is a machine's: "Sent from my iPhone", "发自我的华为手机", "Get Outlook for Android<…>". */
export function isDeviceFooter(line: string): boolean {
  const plain = line
    .replace(/<?https?:\/\/[^\s>)]*>?/g, '')
    .replace(/[[\]<>(){}|*_]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = (plain || line.trim()).replace(/^[-—–~·.\s]+/, '');
  if (short === '' || short.length > 110) return false;
  if (always.some((pattern) => pattern.test(short))) return true;
  return short.length <= 90 && device.test(short) && sentFrom.some((pattern) => pattern.test(short));
}
