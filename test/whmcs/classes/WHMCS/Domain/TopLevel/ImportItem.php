<?php

declare(strict_types=1);

namespace WHMCS\Domain\TopLevel;

use WhmcsDouble\Installation;

/**
 * One TLD of GetTldPricing (contract section 10.3). The methods are written out by __call: they are many,
 * alike, and only their argument types differ.
 *
 * @method self setExtension(string $extension)
 * @method self setMinYears(int $years)
 * @method self setMaxYears(int $years)
 * @method self setYearsStep(int $years)
 * @method self setYears(array $years)
 * @method self setRegisterPrice(float $price)
 * @method self setRenewPrice(?float $price)
 * @method self setTransferPrice(?float $price)
 * @method self setGraceFeeDays(int $days)
 * @method self setGraceFeePrice(?float $price)
 * @method self setRedemptionFeeDays(int $days)
 * @method self setRedemptionFeePrice(?float $price)
 * @method self setCurrency(string $code)
 * @method self setEppRequired(bool $required)
 */
class ImportItem
{
    private const SETTERS = [
        'setExtension' => 'is_string',
        'setMinYears' => 'is_int',
        'setMaxYears' => 'is_int',
        'setYearsStep' => 'is_int',
        'setYears' => 'is_array',
        'setRegisterPrice' => 'is_numeric',
        'setRenewPrice' => 'is_numeric',
        'setTransferPrice' => 'is_numeric',
        'setGraceFeeDays' => 'is_int',
        'setGraceFeePrice' => 'is_numeric',
        'setRedemptionFeeDays' => 'is_int',
        'setRedemptionFeePrice' => 'is_numeric',
        'setCurrency' => 'is_string',
        'setEppRequired' => 'is_bool',
    ];

    private const NULLABLE = ['setRenewPrice', 'setTransferPrice', 'setGraceFeePrice', 'setRedemptionFeePrice'];

    /** @var array */
    private $values = [];

    public function __call(string $method, array $arguments): self
    {
        if (!isset(self::SETTERS[$method])) {
            throw new \Error('Call to undefined method ' . self::class . "::$method()");
        }
        $value = $arguments[0] ?? null;
        $fine = (self::SETTERS[$method])($value) || ($value === null && in_array($method, self::NULLABLE, true));
        if (!$fine) {
            Installation::current()->violations->record('type', "ImportItem::$method got " . gettype($value));
        }
        $this->values[lcfirst(substr($method, 3))] = $value;

        return $this;
    }

    public function toDouble(): array
    {
        return $this->values;
    }
}
