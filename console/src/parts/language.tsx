import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type DeskWord, deskWord, type Lang, startingLang } from '../words.ts';

type Language = { lang: Lang; word(name: DeskWord, ...values: (string | number)[]): string; change(): void };

const LanguageContext = createContext<Language>({
  lang: 'en',
  word: (name, ...values) => deskWord('en', name, ...values),
  change: () => undefined,
});

export const useLanguage = () => useContext(LanguageContext);

/** Everything inside speaks the reader's language, and remembers it. */
export function InLanguage({ children }: { children: ComponentChildren }) {
  const [lang, setLang] = useState(() => startingLang(localStorage.getItem('heartline.lang'), navigator.language));

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);

  function change() {
    const other = lang === 'zh' ? 'en' : 'zh';
    localStorage.setItem('heartline.lang', other);
    setLang(other);
  }

  return (
    <LanguageContext.Provider value={{ lang, word: (name, ...values) => deskWord(lang, name, ...values), change }}>
      {children}
    </LanguageContext.Provider>
  );
}
