/** Zoom's chat on its way to a canvas. */
export const messages = {
  'chat.title': 'Zoom’s chat as cards',
  'chat.paste': 'Zoom’s chat, copied or saved',
  'chat.pasteHint': 'Paste it here: you then choose which messages become cards.',
  'chat.target': 'Onto the board of',
  'chat.found_one': '{{count}} message found',
  'chat.found_other': '{{count}} messages found',
  'chat.none': 'Choose none',
  'chat.private': 'Was not for everybody',
  'chat.there': 'Is on this board already',
  'chat.tooLong': 'Too long for a card',
  'chat.tooMany': 'At most 200 cards are added at once: take some away.',
  'chat.add_one': 'Add {{count}} card to sort',
  'chat.add_other': 'Add {{count}} cards to sort',
  'chat.added_one': '{{count}} card was added. It waits under “To sort”.',
  'chat.added_other': '{{count}} cards were added. They wait under “To sort”.',
  'chat.seat': 'Take a named seat first, with the button in the bar above: cards have an author.',
};
export type ChatMessages = Record<keyof typeof messages, string>;
