/** Both languages side by side, each named in itself; the one in use is marked. Short where there is little room. */
import { useTranslation } from '../i18n/use-translation.ts';
import './languages.css';
import { currentLanguage, languages, setLanguage } from '../i18n/language.ts';

export function LanguageMenu() {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these two take effect at once.
    <span className="languages" role="group" aria-label={t('common.languageLabel')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          // Holds both, so that whoever speaks to the page can say what they see (WCAG 2.5.3).
          aria-label={`${t(`common.languageShort_${language}`)} – ${t(`common.language_${language}`)}`}
          aria-pressed={language === currentLanguage()}
          data-testid={`language-${language}`}
          onClick={() => void setLanguage(language)}
        >
          <span className="long">{t(`common.language_${language}`)}</span>
          <span className="short">{t(`common.languageShort_${language}`)}</span>
        </button>
      ))}
    </span>
  );
}
