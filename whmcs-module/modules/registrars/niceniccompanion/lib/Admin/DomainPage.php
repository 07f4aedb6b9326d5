<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts;

/**
 * What the sidecar knows of one domain without asking NiceNIC. WHMCS asks for buttons twice and for rows once on each
 * of its domain pages (whmcs-contract.md section 15, item 1), so it is asked for once in a request.
 */
final class DomainPage
{
    /** Seconds. The page is WHMCS's own and does not wait for a sidecar that hangs. */
    private const LIMIT = 0.8;

    /** @var array<string, self> by domain */
    private static $seen = [];

    /** @var Fields|null null when the sidecar did not tell */
    public $known;

    /** @var string why not, for administrators */
    public $problem;

    private function __construct(?Fields $known, string $problem)
    {
        $this->known = $known;
        $this->problem = $problem;
    }

    public static function of(Params $params): self
    {
        $domain = DomainFields::of($params);
        $path = '/v1/domains/' . rawurlencode($domain['domain_punycode'] ?? $domain['domain'])
            . '?domainid=' . $domain['domainid'];
        self::$seen[$path] = self::$seen[$path] ?? self::asked($path, new Settings($params));

        return self::$seen[$path];
    }

    /** What was known before holds no longer. */
    public static function forget(): void
    {
        self::$seen = [];
    }

    /** The order that is open; null when there is none, or nobody knows. */
    public function openOrder(): ?Fields
    {
        if ($this->known === null || !$this->known->has('order')) {
            return null;
        }
        $order = $this->known->object('order');

        return OrderWords::isOpen($order) ? $order : null;
    }

    private static function asked(string $path, Settings $settings): self
    {
        try {
            $answer = (new Client($settings))->send('GET', $path, null, self::LIMIT);
            if ($answer->status !== 200) {
                throw SidecarFailure::refused($answer);
            }
            if ($answer->text('domain') === '') {
                throw SidecarFailure::unexpectedAnswer($answer->status);
            }

            return new self(new Fields($answer->data), '');
        } catch (SidecarFailure $failure) {
            $problem = $failure->getMessage();
        } catch (\Throwable $fault) {
            $problem = Texts::internal($fault);
        }

        return new self(null, Texts::line($settings->redactor()->text($problem)));
    }
}
