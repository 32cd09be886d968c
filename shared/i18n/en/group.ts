/** What a group does besides writing: calling for help, speaking in turn. It comes when it is wanted. */
export const messages = {
  'help.reason': 'What is it about?',
  'help.hint': 'In your language. The moderators see your room and how long you have waited.',
  'help.called': 'The team knows. Go on without waiting.',
  'help.coming': 'Somebody from the team is on the way.',
  'help.takeBack': 'Take the call back',
  'help.comingBy': '{{name}} is on the way. Go on meanwhile.',
  'help.from': 'Called from room {{name}}:',
  'help.answer': 'Answer from {{name}}:',
  'help.answerOfTeam': 'Answer from the team:',
  'speaking.title': 'Speaking round',
  'speaking.now': '{{name}} has the floor',
  'speaking.you': 'You have the floor',
  'speaking.left': 'Left of this turn',
  'speaking.next': 'Next: {{name}}',
  'speaking.give': 'Give the floor to',
  'speaking.spoken': 'has spoken',
  'speaking.end': 'End the round',
  'lead.title': 'Lead the group',
  'lead.time': 'This group’s time',
  'lead.less': 'Take off {{time}}',
  'lead.more': 'Add {{time}}',
  'lead.rapporteur': 'Rapporteur',
  'lead.nobody': 'Nobody yet',
  'script.title': 'No facilitator here: how the group goes on by itself',
  'script.alone':
    'Each writes alone, one idea per card.\nThe questions are in the guide: begin with the one closest to you.\nThe group sees the cards when the step ends.',
  'script.note':
    'One after the other reads out one card, two minutes at most.\nAdd what is missing, and say what is the same elsewhere.\nAgree on who will report.',
  'script.place':
    'Each places their own territory and adds one line of evidence.\nThen look at the answers: those far apart say why.',
  'script.connect':
    'Take a gap that several of you share.\nAdd a lever to it, then an action: who does what, and by when.\nGo on to the next gap after ten minutes.',
  'script.choose':
    'Each gives their dots without discussing them.\nThen whoever reports fills in the report sheet, with everybody’s help.',
};
export type GroupMessages = Record<keyof typeof messages, string>;
