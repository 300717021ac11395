import './icon.css';

const paths = {
  good: <path d="M3.5 8.4l3 3 6-6.6" />,
  attention: <path d="M8 4.4v4.4M8 11.2v.4" />,
  fault: <path d="M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4" />,
  unknown: <path d="M5.6 6a2.4 2.4 0 1 1 3.4 2.3c-.7.3-1 .8-1 1.5M8 12v.3" />,
  note: <path d="M8 7.2v4.2M8 4.5v.3" />,
  chevron: <path d="M6 3.5L10.5 8 6 12.5" />,
  copy: <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />,
  eye: (
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z" />
  ),
  'eye-off': (
    <path d="M2 2l12 12M6.2 3.8C11.6 2.4 14.5 8 14.5 8a12 12 0 0 1-2 2.6M9.8 12.2C4.4 13.6 1.5 8 1.5 8a12 12 0 0 1 2-2.6" />
  ),
  search: <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14" />,
  scan: <path d="M2 3v10M4.5 3v10M7 3v7M9 3v7M11.5 3v10M14 3v10" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  trace: <path d="M1.5 8h3l1.5-4.5L9 12.5 11 8h3.5" />,
  arrow: <path d="M2.5 8h10.5M9 4l4 4-4 4" />,
  command: <path d="M3 4.5L6.5 8 3 11.5M8 12h5" />,
} as const;

export type IconName = keyof typeof paths;

/** A small drawing beside a word; never alone, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {paths[name]}
    </svg>
  );
}

/** The contacts of a card: filled with a card, an outline without, striped when it does not answer. */
export function ContactPads({ state }: { readonly state: 'card' | 'empty' | 'mute' }) {
  return (
    <svg className="pads" data-state={state} viewBox="0 0 48 40" width="48" height="40" aria-hidden="true">
      <rect x="1.5" y="1.5" width="45" height="37" rx="6" />
      <path d="M1.5 14h13.5v12H1.5M46.5 14H33v12h13.5M15 14V1.5M33 14V1.5M15 26v12.5M33 26v12.5" />
    </svg>
  );
}
