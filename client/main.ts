import { mount } from 'svelte';
import App from './app/App.svelte';
import './app/base.css';
import { Language } from './app/language.svelte.ts';
import { Navigation } from './app/navigation.svelte.ts';
import { PAGES } from './app/pages.ts';
import { settled } from './app/settled.ts';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the app');
const navigation = new Navigation();
// On its way together with the texts; the app says so where it does not come.
PAGES[navigation.route.page]().catch(() => undefined);
const language = await Language.ofBrowser();
mount(App, { target, props: { language, navigation } });

const { connection } = navigator as { connection?: { saveData?: boolean } };
if (!connection?.saveData) void settled().then(() => document.documentElement.classList.add('has-fonts'));
