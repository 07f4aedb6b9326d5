<?php

/**
 * WHMCS reads this file for administrators whose language has its name, and hands over what stands in it
 * (https://developers.whmcs.com/addon-modules/multi-language). The texts themselves are in lib/Texts.
 */

declare(strict_types=1);

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

$_ADDONLANG['language_code'] = 'uz';
