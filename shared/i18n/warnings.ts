import type { Text } from '../session/state.ts';

/** Shown to moderators while nobody with a name has chosen between a scenario's contradicting times. */
export const TIME_WARNING: Text = {
  en: 'The stated times contradict each other. Choose the start before opening the session.',
  fr: 'Les horaires indiqués se contredisent. Choisissez l’heure de début avant d’ouvrir la session.',
  es: 'Los horarios indicados se contradicen. Elija la hora de inicio antes de abrir la sesión.',
};
