<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Hooks;

use NiceNicCompanion\Whmcs\Addon\Page;
use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Addon\View\Html;
use NiceNicCompanion\Whmcs\Addon\View\JobForm;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\State\StatusNote;

/**
 * A line at the top of every admin page while NiceNIC does not work, until the administrator puts it away. The next
 * outage shows it again.
 */
final class Banner
{
    /** Seconds, once a minute at most, so that the line goes when the outage does. */
    private const RENEWAL_LIMIT = 0.3;

    /** Cookie with the outage that this browser has put away; the same name in the session, for browsers without. */
    public const DISMISSED = 'niceniccompanion_dismissed';

    /** Field of the form with the outage. */
    public const OUTAGE_FIELD = 'companion_outage';

    /** Seconds; longer than outages last. */
    private const COOKIE_HOLDS = 2592000;

    /** Names an outage; nothing else gets into the session. */
    private const OUTAGE = '/^(incident|sidecar)-[0-9]{0,12}$/D';

    public function html(): string
    {
        StatusNote::renew(self::RENEWAL_LIMIT);
        $standing = Standing::now();
        $outage = Standing::text($standing, 'incident');
        if (!Standing::isBad($standing) || $this->isDismissed($outage)) {
            return '';
        }
        // Nothing secret is in the notes.
        $html = new Html(new Redactor([]));
        $cause = Standing::cause($standing);
        $text = Texts::say($cause === '' ? 'elsewhere.banner' : 'elsewhere.banner_with_cause', [
            'headline' => Standing::headline($standing),
            'cause' => $cause,
        ]);
        $form = (new JobForm(AdminHooks::LINK))->show(
            Page::DISMISS,
            [self::OUTAGE_FIELD => $outage],
            $html->text($text) . ' <a class="alert-link" href="' . AdminHooks::LINK . '">'
                . $html->text(Texts::say('elsewhere.what_to_do')) . '</a> '
                . $html->button('btn-default btn-xs', Texts::say('elsewhere.put_away'))
        );

        return '<div class="alert alert-danger" role="alert" id="niceniccompanion-banner">' . $form . '</div>'
            . $this->script($outage);
    }

    /** For browsers without scripts: the form of the banner was sent. */
    public static function dismiss(string $outage): void
    {
        if (preg_match(self::OUTAGE, $outage) === 1 && isset($_SESSION)) {
            $_SESSION[self::DISMISSED] = $outage;
        }
    }

    private function isDismissed(string $outage): bool
    {
        return in_array($outage, [$_COOKIE[self::DISMISSED] ?? '', $_SESSION[self::DISMISSED] ?? ''], true);
    }

    /** Puts the line away without leaving the page. */
    private function script(string $outage): string
    {
        $cookie = self::DISMISSED . '=' . $outage . '; path=/; max-age=' . self::COOKIE_HOLDS . '; samesite=lax';
        $literal = json_encode($cookie, JSON_HEX_TAG | JSON_HEX_AMP);

        return <<<HTML
            <script>
            (function () {
              var banner = document.getElementById('niceniccompanion-banner');
              banner.querySelector('form').addEventListener('submit', function (event) {
                document.cookie = $literal;
                event.preventDefault();
                banner.parentNode.removeChild(banner);
              });
            })();
            </script>
            HTML;
    }
}
