<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

/** An action did not succeed. The message is for administrators. */
final class ActionFailed extends \RuntimeException
{
    /** @var string what customers may read; '' when nobody wrote a text for them */
    public $publicText;

    public function __construct(string $adminText, string $publicText = '')
    {
        parent::__construct($adminText);
        $this->publicText = $publicText;
    }

    /**
     * For functions whose error both administrators and customers see, each on pages of their own.
     *
     * @param string $fallback what customers read where nobody wrote a text for them
     */
    public function pageText(string $fallback): string
    {
        if (defined('ADMINAREA')) {
            return $this->getMessage();
        }

        return $this->customerText($fallback);
    }

    /**
     * For functions whose error goes to customers.
     *
     * @param string $fallback what they read where nobody wrote a text for them
     */
    public function customerText(string $fallback): string
    {
        return $this->publicText === '' ? $fallback : $this->publicText;
    }
}
