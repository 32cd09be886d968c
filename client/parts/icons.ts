import type { Component } from 'svelte';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import Database from '@lucide/svelte/icons/database';
import Flag from '@lucide/svelte/icons/flag';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Handshake from '@lucide/svelte/icons/handshake';
import KeyRound from '@lucide/svelte/icons/key-round';
import Layers from '@lucide/svelte/icons/layers';
import MapIcon from '@lucide/svelte/icons/map';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Scale from '@lucide/svelte/icons/scale';
import Store from '@lucide/svelte/icons/store';
import Users from '@lucide/svelte/icons/users';

/** The icons that scenarios may name for blocks and zones; any other name gets the neutral one. */
const ICONS: Record<string, Component> = {
  'circle-check': CircleCheck,
  'circle-dashed': CircleDashed,
  database: Database,
  flag: Flag,
  'graduation-cap': GraduationCap,
  'hand-coins': HandCoins,
  handshake: Handshake,
  'key-round': KeyRound,
  map: MapIcon,
  megaphone: Megaphone,
  scale: Scale,
  store: Store,
  users: Users,
};

export const iconNamed = (name: string): Component => ICONS[name] ?? Layers;
