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
};
export type GroupMessages = Record<keyof typeof messages, string>;
