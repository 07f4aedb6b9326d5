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
}
