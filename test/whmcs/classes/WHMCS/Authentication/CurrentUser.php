<?php

declare(strict_types=1);

namespace WHMCS\Authentication;

use WHMCS\User\Admin;
use WHMCS\User\Client;
use WhmcsDouble\Environment;

/** Who looks at the page (developers.whmcs.com, "Authentication via CurrentUser"). */
class CurrentUser
{
    public function isAuthenticatedAdmin(): bool
    {
        return $this->admin() !== null;
    }

    public function admin(): ?Admin
    {
        return Environment::$admin;
    }

    public function client(): ?Client
    {
        return Environment::$client;
    }
}
