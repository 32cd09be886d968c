import { everyScreen } from './every-screen.ts';

/** What is before, between and after rooms and consoles. */
everyScreen((name) => !/^(04|05|06|10|11)/.test(name));
