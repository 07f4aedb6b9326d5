<?php

declare(strict_types=1);

namespace Carbon;

/** The few methods of Carbon 2 that modules need. */
class Carbon extends \DateTime
{
    public static function parse($time = 'now'): self
    {
        return new static((string) $time);
    }

    public static function now(): self
    {
        return new static();
    }

    public static function today(): self
    {
        return new static('today');
    }

    /**
     * Keeps the current time of day where the format names none, and throws on junk, as Carbon does.
     *
     * @return static
     */
    #[\ReturnTypeWillChange]
    public static function createFromFormat($format, $time, $timezone = null)
    {
        $date = parent::createFromFormat($format, $time, $timezone);
        $errors = \DateTime::getLastErrors();
        if ($date === false || ($errors !== false && $errors['warning_count'] > 0)) {
            throw new \InvalidArgumentException("not a date in the format $format");
        }

        return new static($date->format('Y-m-d H:i:s.u'), $date->getTimezone());
    }

    public function copy(): self
    {
        return clone $this;
    }

    public function startOfDay(): self
    {
        return $this->setTime(0, 0);
    }

    public function addYears(int $years): self
    {
        return $this->modify("+$years years");
    }

    public function addDays(int $days): self
    {
        return $this->modify(sprintf("%+d days", $days));
    }

    public function isPast(): bool
    {
        return $this < new \DateTime();
    }

    public function toDateString(): string
    {
        return $this->format('Y-m-d');
    }

    public function toDateTimeString(): string
    {
        return $this->format('Y-m-d H:i:s');
    }

    public function __toString(): string
    {
        return $this->toDateTimeString();
    }
}
