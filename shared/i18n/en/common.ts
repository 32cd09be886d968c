/** What every page says. English is the reference: the other languages have the same keys. */
export const messages = {
  skip: 'Skip to the content',
  language: 'Language of this page',
  loading: 'Loading …',
  optional: '(optional)',
  cannotLoad: 'The page could not be loaded. Check the connection and reload.',
  noNetwork: 'There is no connection to the server. What you typed is still here; please try again.',
  'join.title': 'Join a workshop',
  'join.code': 'Code',
  'join.codeHint': 'Eight letters and digits, from the invitation or the shared screen.',
  'join.name': 'Your name',
  'join.nameHint': 'A first name or a pseudonym is enough.',
  'join.territory': 'Your territory',
  'join.territoryHint': 'The city or region you speak for. Leave it empty if you speak for several or none.',
  'join.organisation': 'Your organisation',
  'join.privacy':
    'Minga keeps your name, what you write and when, on this server only. Your name is erased when you leave the session or are removed; what you wrote stays with your group.',
  'join.action': 'Join',
  'join.sending': 'Joining …',
};
export type CommonMessages = typeof messages;
