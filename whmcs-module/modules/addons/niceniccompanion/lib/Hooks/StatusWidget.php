<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Hooks;

use NiceNicCompanion\Whmcs\Addon\Addon;
use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Addon\View\Html;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\State\StatusNote;
use WHMCS\Module\AbstractWidget;

/**
 * How things stand, on the dashboard. WHMCS asks hidden widgets for their data, too, so they come from the notes of the
 * module and are asked for once in a few minutes.
 */
final class StatusWidget extends AbstractWidget
{
    /** Seconds that the dashboard may wait, once a minute at most. */
    private const RENEWAL_LIMIT = 1.0;

    /** @var string */
    protected $title = Addon::NAME;

    /** @var bool */
    protected $cache = true;

    /** @var int seconds */
    protected $cacheExpiry = 180;

    /** @var string */
    protected $requiredPermission = 'Perform Registrar Operations';

    /** WHMCS's own is the name of the class, and its pages cannot work with a namespace in it. */
    public function getId()
    {
        return 'NiceNicCompanionStatus';
    }

    /** In the language of who looks at the dashboard. */
    public function getDescription()
    {
        return Texts::say('elsewhere.widget_description');
    }

    /**
     * @return array<string, mixed>
     */
    public function getData()
    {
        try {
            StatusNote::renew(self::RENEWAL_LIMIT);

            return Standing::now();
        } catch (\Throwable $fault) {
            // A dashboard shows other things than this.
            return [];
        }
    }

    /**
     * @param array<string, mixed>|mixed $data of {@see self::getData()}, perhaps of an earlier version of this module
     * @return string HTML
     */
    public function generateOutput($data)
    {
        $standing = is_array($data) ? $data : [];
        $html = new Html(new Redactor([]));
        $kinds = ['healthy' => 'success', 'pending' => 'warning'];
        $kind = Standing::isBad($standing) ? 'danger' : $kinds[Standing::text($standing, 'state')] ?? 'default';
        $alerts = is_int($standing['pendingAlerts'] ?? null) ? $standing['pendingAlerts'] : 0;
        $facts = $html->facts([
            Texts::say('status.likely_cause') => $html->text(Standing::cause($standing)),
            Texts::say('elsewhere.first_step') => $html->linked(Standing::firstStep($standing)),
            Texts::say('status.waiting_alerts') => $alerts === 0 ? '' : $html->text((string) $alerts),
        ], '');

        return '<div class="widget-content-padded"><p>' . $html->label($kind, Standing::headline($standing)) . '</p>'
            . $facts . '<p>' . $html->text(Standing::age($standing)) . ' <a href="' . AdminHooks::LINK . '">'
            . $html->text(Texts::say('elsewhere.open_page')) . '</a></p></div>';
    }
}
