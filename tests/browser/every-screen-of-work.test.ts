import { everyScreen } from './every-screen.ts';

/** Rooms and consoles. */
everyScreen((name) => /^(04|05|06|10|11)/.test(name));
