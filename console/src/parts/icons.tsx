const paths = {
  bubble: 'M4 11.5a8 7 0 1 1 4 6L4 19l1-3.4a6.8 6.8 0 0 1-1-4.1Z',
  bubbles:
    'M3.5 10a6 5 0 1 1 3 4.3L4 15l.6-2A4.8 4.8 0 0 1 3.5 10ZM16 9.5a5 4.5 0 0 1 3.6 7.3L20 19l-2.4-.7a5.3 5.3 0 0 1-6.6-2',
  envelope: 'M4 6.5h16v11H4ZM4 7l8 6.5L20 7',
  phone: 'M7 4h3l1.5 4-2 1.5a9 9 0 0 0 5 5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 5 6a2 2 0 0 1 2-2Z',
  plug: 'M9 4v5M15 4v5M6 9h12v3a6 6 0 0 1-12 0ZM12 18v3',
  person: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM5 20c.5-4 3.5-5.5 7-5.5s6.5 1.5 7 5.5',
  bot: 'M5 9h14v9H5ZM12 5v4M9.5 13v1.5M14.5 13v1.5M12 5h.01',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15ZM10.5 20.5h3',
  ticket: 'M4 7h16v3.5a1.8 1.8 0 0 0 0 3.5V17H4v-3a1.8 1.8 0 0 0 0-3.5ZM14 7v10',
  note: 'M6 4h9l3 3v13H6ZM9 10h6M9 14h6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4 3.5 19h17ZM12 10v4M12 16.5v.01',
  back: 'M14 6l-6 6 6 6',
  side: 'M4 5h16v14H4ZM14.5 5v14',
  refresh: 'M5 12a7 7 0 0 1 12-5l2 2M19 5v4h-4M19 12a7 7 0 0 1-12 5l-2-2M5 19v-4h4',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing; it says nothing to a screen reader, so a word stands beside it or in a label. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

const channelIcons: [startsWith: string, icon: IconName, label: string][] = [
  ['web-chat', 'bubble', 'Web chat'],
  ['email', 'envelope', 'E-mail'],
  ['wechat', 'bubbles', 'WeChat'],
  ['wecom', 'bubbles', 'WeCom'],
  ['line', 'bubbles', 'LINE'],
  ['whatsapp', 'phone', 'WhatsApp'],
  ['sms', 'phone', 'SMS'],
  ['call', 'phone', 'Phone'],
];

export const channelLabel = (channel: string) =>
  channelIcons.find(([start]) => channel.startsWith(start))?.[2] ?? channel;

export const ChannelIcon = ({ channel }: { channel: string }) => (
  <span class="channel" title={channelLabel(channel)}>
    <Icon name={channelIcons.find(([start]) => channel.startsWith(start))?.[1] ?? 'plug'} />
    <span class="unseen">{channelLabel(channel)}</span>
  </span>
);

/** The wordmark's drawing: a line that is a heart for one beat. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 48 32" aria-hidden="true">
    <path d="M2 19h9c4 0 3.5-13 9-13 3.2 0 4 3.6 4 3.6S24.8 6 28 6c6.5 0 6.5 9-4 18 3-4 6-5 10-5h12" />
  </svg>
);
