import { mount } from 'svelte';
import App from './app/App.svelte';
import './app/base.css';
import { Language } from './app/language.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the app');
const language = await Language.ofBrowser();
mount(App, { target, props: { language } });
