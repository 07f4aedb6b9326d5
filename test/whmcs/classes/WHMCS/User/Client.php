<?php

declare(strict_types=1);

namespace WHMCS\User;

/** A client's record, such as inside $params['original']['model']. */
class Client extends Record
{
}
