<?php

declare(strict_types=1);

namespace WHMCS\Results;

/** An ArrayObject based collection (contract section 10.2). */
class ResultsList extends \ArrayObject
{
    public function toArray(): array
    {
        return array_map(static function ($item) {
            return is_object($item) && method_exists($item, 'toArray') ? $item->toArray() : $item;
        }, $this->getArrayCopy());
    }
}
