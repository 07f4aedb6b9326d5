<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** What the state of the monitor is called, as on the status page and in mails. */
final class StateWords
{
    /**
     * @param string $causeCode of the open incident; '' for none
     */
    public static function of(string $state, string $causeCode): string
    {
        $isRefusal = $state === 'failing' && Refusals::includes($causeCode);
        $key = 'words:states.' . ($isRefusal ? 'refused' : $state);

        return Texts::say(Texts::knows($key) ? $key : 'words:states.unknown');
    }
}
