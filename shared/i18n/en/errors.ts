import type { ErrorCode } from '../../protocol/refusals.ts';
import type { ErrorText, FieldReason } from '../error-text.ts';

export const errors: Record<ErrorCode, ErrorText> = {
  'request/invalid': {
    title: 'Not understood',
    detail: 'Something in this request does not have the expected form.',
    todo: 'Check the fields that are named and send it again.',
  },
  'request/unknown': {
    title: 'Nothing here',
    detail: 'There is nothing at this address.',
    todo: 'Check the address, or begin again from the home page.',
  },
  'request/too-large': {
    title: 'Too large',
    detail: 'What was sent is larger than Minga takes in.',
    todo: 'Send a shorter text.',
  },
  'request/too-many': {
    title: 'Too fast',
    detail: 'More was sent in a short time than Minga takes in.',
    todo: 'Wait {{seconds}} s and try again.',
  },
  'request/wrong-origin': {
    title: 'Another site',
    detail: 'This request came from a page of another site.',
    todo: 'Open Minga at its own address.',
  },
  'key/missing': {
    title: 'No key',
    detail: 'This page needs the link that you were given.',
    todo: 'Open your personal link again, or join with the code.',
  },
  'key/unknown': {
    title: 'Link not valid',
    detail: 'This link does not open this session, or it has been withdrawn.',
    todo: 'Ask a moderator for a new link, or join with the code.',
  },
  'key/not-owner': {
    title: 'Owner’s key needed',
    detail: 'Only the owner’s key creates sessions.',
    todo: 'Use the key that the server shows when it starts.',
  },
  'key/seat-needed': {
    title: 'Name needed',
    detail: 'This link has no name, so it cannot do this.',
    todo: 'Enter your name first.',
  },
  'scenario/unknown': {
    title: 'Unknown scenario',
    detail: 'There is no scenario of this name.',
    todo: 'Choose one from the list.',
  },
  'session/unknown': {
    title: 'Unknown session',
    detail: 'There is no session at this address.',
    todo: 'Check the link, or join with the code.',
  },
  'session/not-moderator': {
    title: 'For moderators',
    detail: 'Only moderators and organizers can do this.',
    todo: 'Ask a moderator.',
  },
  'session/not-organizer': {
    title: 'For organizers',
    detail: 'Only organizers can do this.',
    todo: 'Ask an organizer.',
  },
  'session/not-open': {
    title: 'Session not open',
    detail: 'The session is not open now.',
    todo: 'Wait until a moderator opens it.',
  },
  'session/already-open': { title: 'Already open', detail: 'The session is open already.' },
  'session/closed': {
    title: 'Session closed',
    detail: 'The session is closed and can only be read.',
    kept: 'Everything that was written is kept.',
  },
  'session/full': {
    title: 'Session full',
    detail: 'All places and the waiting list are taken.',
    todo: 'Ask the organizers for a place.',
  },
  'session/time-unconfirmed': {
    title: 'Time not confirmed',
    detail: 'The start of this session is not settled.',
    todo: 'A person with a name sets the start; then the session can be opened.',
  },
  'session/step-moved': {
    title: 'The step has changed',
    detail: 'Another moderator has just changed the step, so nothing was done.',
    todo: 'Look at the step under way and decide again.',
  },
  'session/first-step': { title: 'First step', detail: 'This is the first step; there is none before it.' },
  'session/no-step': {
    title: 'No step',
    detail: 'No step is under way, or all are done.',
    todo: 'Start a step first.',
  },
  'session/language-unknown': {
    title: 'Language not offered',
    detail: 'This session is not held in this language.',
    todo: 'Choose one of the session’s languages.',
  },
  'join/code-unknown': {
    title: 'Unknown code',
    detail: 'No session has this code.',
    todo: 'Check the code; it has eight letters and digits.',
  },
  'step/not-ahead': {
    title: 'Not ahead any more',
    detail: 'Only steps that are still to come change their place; this one is under way or done.',
    todo: 'Look at the run of show and decide again.',
  },
  'step/unknown': {
    title: 'Unknown step',
    detail: 'The session has no such step.',
    todo: 'Choose one from the run of show.',
  },
  'turn/unknown': {
    title: 'Not in the order',
    detail: 'This speaker or group has no turn in this step.',
    todo: 'Bring them in first, or choose another.',
  },
  'turn/moved': {
    title: 'Somebody else speaks',
    detail: 'The floor has been given on in the meantime.',
    todo: 'Look at who speaks now, then press again if needed.',
  },
  'turn/nobody': {
    title: 'Nobody speaks',
    detail: 'Nobody has the floor now, so there is no time to change.',
    todo: 'Give somebody the floor first.',
  },
  'block/unknown': {
    title: 'Unknown block',
    detail: 'The session has no such block.',
    todo: 'Choose one from the list.',
  },
  'zone/unknown': {
    title: 'Unknown zone',
    detail: 'The canvases have no such zone.',
    todo: 'Choose one from the list.',
  },
  'group/unknown': {
    title: 'Unknown group',
    detail: 'The session has no such group.',
    todo: 'Choose one from the list.',
  },
  'group/too-many': {
    title: 'Too many groups',
    detail: 'A session has at most {{limit}} groups.',
    todo: 'Use one of the groups there are.',
  },
  'group/not-facilitator': {
    title: 'For facilitators',
    detail: 'Only the group’s facilitators and moderators can do this.',
    todo: 'Ask your facilitator.',
  },
  'group/not-member': {
    title: 'Another group',
    detail: 'Only members of this group can do this.',
    todo: 'Ask a moderator if you belong to this group.',
  },
  'participant/unknown': {
    title: 'Unknown person',
    detail: 'This person is not, or no longer, in the session.',
    todo: 'Choose somebody from the list.',
  },
  'participant/waiting': {
    title: 'On the waiting list',
    detail: 'You are on the waiting list.',
    kept: 'Your place in the list is kept.',
    todo: 'Leave this page open; it continues when a place is free.',
  },
  'participant/not-you': {
    title: 'Another person',
    detail: 'You can only change your own details.',
    todo: 'Ask a moderator.',
  },
  'participant/observer': {
    title: 'Reading along',
    detail: 'You are here as an observer: you can read everything and change nothing.',
    todo: 'Ask a moderator if you want to take part.',
  },
  'participant/no-group': {
    title: 'No group yet',
    detail: 'This person is in no group yet.',
    todo: 'A moderator gives them one first.',
  },
  'territory/unknown': {
    title: 'Unknown territory',
    detail: 'The register has no such territory.',
    todo: 'Choose one from the list.',
  },
  'territory/not-yours': {
    title: 'Another territory',
    detail: 'Only the people of a territory, and moderators, change it.',
    todo: 'Ask a moderator.',
  },
  'vote/not-open': {
    title: 'No vote',
    detail: 'No vote is open now.',
    kept: 'Dots placed before are counted.',
    todo: 'Wait until the vote opens.',
  },
  'vote/no-dots-left': {
    title: 'No dots left',
    detail: 'You have placed all your {{budget}} dots.',
    kept: 'They stay where they are.',
    todo: 'Take one back to place it elsewhere.',
  },
  'vote/already-cast': {
    title: 'Already chosen',
    detail: 'You have already placed a dot on this card.',
    kept: 'It is counted.',
    todo: 'Choose another card.',
  },
  'vote/not-cast': {
    title: 'No dot here',
    detail: 'You have no dot on this card.',
    todo: 'Choose a card with your dot.',
  },
  'vote/card-unknown': {
    title: 'Card gone',
    detail: 'This card is no longer there.',
    kept: 'Your dot is still yours.',
    todo: 'Choose another card.',
  },
  'vote/not-on-ballot': {
    title: 'Not in this vote',
    detail: 'This card is not part of the vote.',
    kept: 'Your dot is still yours.',
    todo: 'Choose one of the cards that are.',
  },
  'maturity/no-territory': {
    title: 'No territory',
    detail: 'You speak for no single territory, so there is none to place.',
    todo: 'Name your territory in your details.',
  },
  'help/unknown': { title: 'Call ended', detail: 'This call for help has ended.' },
  'help/no-group': {
    title: 'No group yet',
    detail: 'You are in no group yet.',
    todo: 'Write to the moderators instead.',
  },
  'help/already-called': {
    title: 'Already called',
    detail: 'Your call for help has been received.',
    kept: 'It keeps its place.',
    todo: 'Go on meanwhile; a moderator will come.',
  },
  'help/already-taken': { title: 'Already taken', detail: 'Another moderator is answering this call.' },
  'message/not-allowed': {
    title: 'For moderators',
    detail: 'Only moderators write to groups or to everybody.',
    todo: 'Write to the moderators.',
  },
  'canvas/unknown': {
    title: 'Unknown canvas',
    detail: 'There is no such canvas.',
    todo: 'Open your group’s canvas.',
  },
  'canvas/read-only': {
    title: 'Read only',
    detail: 'You can read this canvas; only its group writes on it, while the session is open.',
    kept: 'What you wrote is kept on this device.',
    todo: 'Copy it to your own group’s canvas, or ask a moderator.',
  },
  'canvas/locked': {
    title: 'Writing locked',
    detail: 'A moderator has locked this canvas or this zone.',
    kept: 'What you wrote is kept on this device.',
    todo: 'Add it again once it is unlocked.',
  },
  'canvas/not-protocol': {
    title: 'Connection ended',
    detail: 'Something was sent that Minga does not understand.',
    kept: 'What you wrote is kept on this device.',
    todo: 'Reload the page.',
  },
  'canvas/not-of-shape': {
    title: 'Not taken in',
    detail: 'A change did not fit the canvas and was not taken in.',
    kept: 'Your text is kept on this device, and nobody else’s work has changed.',
    todo: 'Add the text again as a new card.',
  },
  'canvas/not-yours': {
    title: 'Not taken in',
    detail: 'A change was signed with another person’s name and was not taken in.',
    kept: 'Your text is kept on this device.',
    todo: 'Add the text again as a new card.',
  },
  'canvas/over-limit': {
    title: 'Over the limit',
    detail: 'A text, the canvas or the number of your open pages is over what Minga takes in.',
    kept: 'Your text is kept on this device.',
    todo: 'Shorten the text or close other pages, then add it again.',
  },
  'canvas/too-many-messages': {
    title: 'Too fast',
    detail: 'More was sent in a short time than Minga takes in.',
    kept: 'What you wrote is kept and will be sent.',
    todo: 'Go on; the page reconnects by itself.',
  },
  'canvas/too-slow': {
    title: 'Slow connection',
    detail: 'This connection could not keep up.',
    kept: 'What you wrote is kept and will be sent.',
    todo: 'Go on; the page reconnects by itself.',
  },
  'canvas/damaged': {
    title: 'Canvas damaged',
    detail: 'What is stored of this canvas is damaged, so it is not shown.',
    kept: 'Nothing is overwritten, and all other canvases work.',
    todo: 'Tell a moderator.',
  },
  'canvas/not-damaged': {
    title: 'Canvas in order',
    detail: 'Everything stored of this canvas can be read.',
    kept: 'Nothing was changed.',
    todo: 'Open it as usual.',
  },
  'canvas/replaced': {
    title: 'Canvas repaired meanwhile',
    detail: 'This canvas was damaged and goes on from its last good version.',
    kept: 'What this device had is kept here.',
    todo: 'Compare your texts with the canvas and add what is missing.',
  },
  'document/unknown': {
    title: 'Unknown file',
    detail: 'There is no such file.',
    todo: 'Choose one from the list.',
  },
  'storage/unavailable': {
    title: 'Not stored now',
    detail: 'The server cannot store anything at the moment.',
    kept: 'What you wrote is kept on this device.',
    todo: 'Wait a moment and try again.',
  },
  internal: {
    title: 'Our mistake',
    detail: 'Something went wrong on our side.',
    kept: 'What was saved stays saved.',
    todo: 'Try again; if it happens again, tell the organizers.',
  },
};

export const fieldErrors: Record<FieldReason, string> = {
  empty: 'Please fill in this field.',
  'too-long': 'This is too long.',
  'control-characters': 'This contains invisible characters that are not allowed.',
  'no-letters': 'This needs at least one letter or digit.',
  'time-zone': 'There is no such time zone.',
  repeated: 'An entry stands here twice.',
  'unknown-field': 'This field is not known here.',
  missing: 'This field is missing.',
  'wrong-type': 'This is not of the expected kind.',
  'too-big': 'This is too long or too large.',
  'too-small': 'This is too short or too small.',
  'bad-form': 'This does not have the expected form.',
};
