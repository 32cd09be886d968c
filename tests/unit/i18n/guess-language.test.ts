import { describe, expect, it } from 'vitest';
import { guessLanguage } from '#shared/i18n/guess-language.ts';

describe('the language of a text is guessed', () => {
  it.each([
    ['es', 'Un fondo de garantía para las cooperativas'],
    ['es', 'No hay crédito para cooperativas sin garantía hipotecaria.'],
    ['es', 'La radio comunitaria no llega a los barrios'],
    ['es', '¿Quién acompaña a las señoras del mercado?'],
    ['fr', 'Pas de crédit pour les coopératives sans garantie'],
    ['fr', 'Personne ne forme les agents qui instruisent les dossiers.'],
    ['fr', 'Un guichet municipal oriente les associations, sans budget propre.'],
    ['fr', 'L’agence de développement'],
    ['fr', 'Nous avons une stratégie'],
    ['en', 'No credit for cooperatives without collateral'],
    ['en', 'The municipality has a fund'],
    ['pt', 'Não há crédito para as cooperativas'],
    ['pt', 'A lei não é aplicada em Santiago'],
  ])('%s: “%s”', (language, text) => expect(guessLanguage(text)).toBe(language));

  it.each(['', 'Kupa', 'ONU', 'Credit unions', 'Cooperativas', '42', '👍', 'Praia, 2026', 'a', 'de'])(
    'not from “%s”, which does not tell',
    (text) => expect(guessLanguage(text)).toBeNull(),
  );
});
