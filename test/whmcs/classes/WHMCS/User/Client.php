<?php

declare(strict_types=1);

namespace WHMCS\User;

/** The client record inside $params['original']['model']: nothing that a module may write out. */
class Client implements \JsonSerializable
{
    /** @var int */
    public $id;

    public function __construct(int $id)
    {
        $this->id = $id;
    }

    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        \WhmcsDouble\Installation::current()->violations->record('params', 'the client model was serialised');

        return ['id' => $this->id];
    }

    public function __serialize(): array
    {
        return (array) $this->jsonSerialize();
    }
}
