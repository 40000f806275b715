/** Words that give a language away, short messages first in mind; a word of several languages stands in each. */
const words = {
  en: `the a an and or but if of to in on at for from with without about is are was were be been am do does did done
    don't doesn't didn't have has had having hasn't haven't i i'm i've i'd i'll you your you're yours he she it it's its
    we we're us our they their them this that these those there here what what's when where where's which who whose why
    how how's can can't could couldn't will won't would wouldn't should may might must not never very too so just only
    also still yet already again now today tomorrow yesterday please pls plz thanks thank thx ty hi hello hey ok okay
    yes yeah yep nope bye goodbye good great bad best worst nice love hate sorry help need want order refund delivery
    shipping cancel return broken late slow fast track tracking package parcel payment pay paid card account login
    password email phone call money price customer service support agent human manager speak someone anyone nothing
    something item product size buy bought got get received work working wtf lol omg wow cool awesome terrible awful
    amazing perfect disappointed angry happy wrong right wait waiting morning afternoon evening done stop sure fine
    asap really no as oh im u ur dont cant wont fun problem my me any all been by out up down off over after before more than then much many app website sue scam
    fraud lawyer complaint complain ridiculous unacceptable useless rude welcome appreciate unsubscribe hate`,
  es: `el la los las un una unos de del y o pero en con por para es son está están fue qué que como cómo cuándo dónde
    cuánto hola gracias buenos días buenas tardes adiós favor quiero necesito tengo mi pedido mis no sí muy bien mal
    ayuda devolución dinero cuenta tarjeta se lo le me usted ustedes ha he llegado todavía cancelar comprar tienda`,
  fr: `le la les un une des de du et ou mais dans en avec pour par est sont été était que qui quoi comment quand où
    bonjour merci salut bonsoir oui non je tu il elle nous vous ils mon ma mes votre ma commande pas ne très bien mal
    c'est j'ai s'il plaît aide remboursement livraison colis argent compte carte veux voudrais annuler au aux sur`,
  de: `der die das ein eine einen und oder aber in im mit für von zu ist sind war nicht kein keine ich du er sie es wir
    ihr mein meine ihre bestellung hallo danke bitte guten tag morgen ja nein wie wann wo warum was wer sehr gut
    schlecht habe hat haben kann können möchte will geld zurück konto karte lieferung paket auf auch noch schon tschüss`,
  pt: `o os a as um uma de do da dos das e ou mas em no na com por para é são foi que como quando onde quanto olá oi
    obrigado obrigada bom dia boa tarde sim não eu você meu minha pedido muito bem mal ajuda reembolso dinheiro conta
    cartão entrega quero preciso tenho ainda está cancelar por favor`,
  it: `il lo la gli le un una di del della e o ma in con per è sono che come quando dove quanto ciao grazie
    buongiorno buonasera sì no io tu mio mia ordine molto bene male aiuto rimborso soldi conto carta consegna vorrei
    voglio non ho ancora arrivato prego per favore annullare`,
  nl: `de het een en of maar in met voor van is zijn was niet geen ik jij u wij mijn uw bestelling hallo dank bedankt
    alstublieft ja nee hoe wanneer waar waarom wat zeer goed slecht heb heeft kan wil geld terug rekening pakket nog`,
  id: `yang dan di ke dari untuk dengan ini itu saya anda kami tidak ada bisa sudah belum apa bagaimana kapan mana
    terima kasih halo tolong pesanan barang uang kembali kenapa mau selamat pagi siang malam banyak sangat akan`,
  vi: `và của là có không được cho với này đó tôi bạn chúng xin chào cảm ơn đơn hàng tiền khi nào đâu sao rất tốt giúp`,
  tr: `ve bir bu şu için ile değil var yok ne nasıl nerede zaman merhaba teşekkürler teşekkür ederim evet hayır ben sen
    siparişim lütfen çok iyi kötü para iade istiyorum kargo`,
  pl: `i w na z do nie jest są to że jak kiedy gdzie dlaczego dzień dobry dziękuję cześć tak proszę moje zamówienie
    bardzo zwrot pieniądze mam chcę`,
};

export type LatinLanguage = keyof typeof words;
export const latinLanguages = Object.keys(words) as LatinLanguage[];

/** For each known word the languages it belongs to, as bits in the order of `latinLanguages`. */
export const languagesOfWord: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  latinLanguages.forEach((language, place) => {
    for (const word of words[language].split(/\s+/)) bits.set(word, (bits.get(word) ?? 0) | (1 << place));
  });
  return bits;
})();
