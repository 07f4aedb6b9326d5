<?php

declare(strict_types=1);

namespace WHMCS\Database;

use WhmcsDouble\Installation;
use WhmcsDouble\Query;
use WhmcsDouble\Tables;

/** The part of Illuminate's Capsule that modules in scope use (contract section 10.4). */
class Capsule
{
    public static function table(string $table): Query
    {
        return new Query(new Tables(Installation::current()->store), $table);
    }

    public static function schema(): Tables
    {
        return new Tables(Installation::current()->store);
    }

    public static function connection(): Tables
    {
        return new Tables(Installation::current()->store);
    }
}
