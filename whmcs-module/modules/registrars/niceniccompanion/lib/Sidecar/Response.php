<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

/** An answer that is a JSON object. */
final class Response
{
    /** @var int HTTP status */
    public $status;

    /** @var array<string, mixed> */
    public $data;

    /**
     * @param array<string, mixed> $data
     */
    public function __construct(int $status, array $data)
    {
        $this->status = $status;
        $this->data = $data;
    }

    /** A value of the answer; '' unless it is a text. */
    public function text(string $key): string
    {
        return is_string($this->data[$key] ?? null) ? $this->data[$key] : '';
    }

    /**
     * @return array<mixed> a value of the answer; empty unless it is a list or an object
     */
    public function collection(string $key): array
    {
        return is_array($this->data[$key] ?? null) ? $this->data[$key] : [];
    }

    /** Whether the sidecar says no to a request that it understood; what answers in its place has no code of its own. */
    public function isRefusal(): bool
    {
        return $this->status < 500 && $this->problem() !== '' && $this->text('code') !== '';
    }

    /** What a problem document says; '' when the answer is none. */
    public function problem(): string
    {
        if ($this->status < 400 || $this->text('title') === '') {
            return '';
        }

        return $this->text('detail') === '' ? $this->text('title') : $this->text('detail');
    }
}
