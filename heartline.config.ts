import { defineConfig } from './config/schema.ts';

/** The demo brand. Copy this file, change it, and name yours with `--config` or HEARTLINE_CONFIG. */
export default defineConfig({
  brand: 'lumi',
  title: 'Lumi 露米',
  accounts: {
    lumi: {
      mailbox: 'care@lumi.example',
    },
  },
  teams: [
    {
      name: 'rights',
      handles: ['legal', 'fraud', 'cheated', 'media', 'safety'],
      email: 'rights@lumi.example',
      slack: true,
    },
    { name: 'hearts', handles: ['bereavement', 'illness', 'divorce'], email: 'hearts@lumi.example', slack: true },
    { name: 'care', email: 'care-team@lumi.example', slack: true },
  ],
  risk: { tiers: { gold: 10, platinum: 20 } },
});
