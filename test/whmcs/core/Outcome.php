<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** What one guarded call came to. */
final class Outcome
{
    /** @var mixed what the function returned; null after an exception */
    public $value;

    /** @var \Throwable|null what left the function */
    public $thrown;

    /** @var string */
    public $output;

    public function __construct($value, ?\Throwable $thrown, string $output)
    {
        $this->value = $value;
        $this->thrown = $thrown;
        $this->output = $output;
    }
}
