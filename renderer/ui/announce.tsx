import { create } from 'zustand';

const useAnnouncement = create<{ readonly polite: string; readonly urgent: string }>(() => ({
  polite: '',
  urgent: '',
}));

/** Says a sentence to screen readers; `urgent` interrupts. */
export function announce(text: string, how: 'polite' | 'urgent' = 'polite'): void {
  useAnnouncement.setState({ [how]: text });
}

/** The two live regions of the window. */
export function Announcer() {
  const { polite, urgent } = useAnnouncement();
  return (
    <div className="visually-hidden">
      <div aria-live="polite">{polite}</div>
      <div aria-live="assertive">{urgent}</div>
    </div>
  );
}
