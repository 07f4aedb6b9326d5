import type { Fingerprint, Settings } from './settings.js';
import type { SettingsStore } from './settings-store.js';

/** Keeps the settings that scheduled checks use. */
export class SettingsService {
  constructor(
    private readonly store: SettingsStore,
    private readonly fingerprint: (settings: Settings) => Fingerprint,
    /** Has every secret that comes in masked from then on; comes before anything else happens with it. */
    readonly protect: (settings: Settings) => void,
    /** Told when other settings than before are stored: the back-off ends. */
    private readonly onChanged: () => void = () => undefined,
  ) {}

  /** Keeps the settings; `changed` tells whether they differ from the ones before. */
  async put(settings: Settings): Promise<{ changed: boolean; fingerprint: Fingerprint }> {
    this.protect(settings);
    const fingerprint = this.fingerprint(settings);
    const changed = (await this.store.fingerprint()) !== fingerprint;
    if (changed) {
      await this.store.write(settings, fingerprint);
      this.onChanged();
    }
    return { changed, fingerprint };
  }

  /** Fingerprint of the stored settings; null before the first `put`. */
  storedFingerprint(): Promise<Fingerprint | null> {
    return this.store.fingerprint();
  }

  /**
   * The stored settings; null before the first `put`.
   * @throws {CompanionError} `settings_unreadable` when the key file does not belong to the database; the next `put`
   * mends that
   */
  async current(): Promise<Settings | null> {
    const stored = await this.store.read();
    if (stored !== null) this.protect(stored.settings);
    return stored?.settings ?? null;
  }
}
