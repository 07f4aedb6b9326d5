<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use WHMCS\Authentication\CurrentUser;

/**
 * Which language to speak, by what WHMCS says of whoever looks at the page (docs/decisions/0015). What is missing there
 * ends in the language of the shop, and that in English, without a warning.
 */
final class Language
{
    public const ENGLISH = 'en';

    /** By how the name of WHMCS's language begins, such as `chinese-cn` or `vi_VN`; every other one is told in English. */
    private const NAMES = [
        'vietnam' => 'vi',
        'tiengviet' => 'vi',
        'vi' => 'vi',
        'uzbek' => 'uz',
        'ozbek' => 'uz',
        'uz' => 'uz',
        'chinese' => 'zh',
        'zh' => 'zh',
    ];

    /** @var string what the addon's language file told of the administrator; '' when none was read */
    private static $told = '';

    /** @var string|null */
    private static $ofAdministrator;

    /** @var string|null */
    private static $ofClient;

    /** For texts that only administrators read, whoever set off the call: the client whose payment ordered, or cron. */
    public static function ofAdministrators(): string
    {
        return Context::isWeb() && defined('ADMINAREA') ? self::ofAdministrator() : self::ofShop();
    }

    /** For texts on pages that customers see as well as administrators. */
    public static function ofReader(): string
    {
        return Context::isWeb() && !defined('ADMINAREA') ? self::ofClient() : self::ofAdministrators();
    }

    /**
     * What WHMCS handed over from the addon's language files.
     *
     * @param mixed $code one of our codes
     */
    public static function tell($code): void
    {
        self::$told = is_string($code) ? self::named($code) : '';
        self::$ofAdministrator = null;
    }

    /** Both are cheap, but a page has hundreds of texts. */
    private static function ofAdministrator(): string
    {
        self::$ofAdministrator = self::$ofAdministrator
            ?? self::firstOf([self::recorded('admin'), self::$told, self::ofShop()]);

        return self::$ofAdministrator;
    }

    /** What the visitor has chosen on the page comes before what his account says. */
    private static function ofClient(): string
    {
        self::$ofClient = self::$ofClient
            ?? self::firstOf([self::named($_SESSION['Language'] ?? ''), self::recorded('client'), self::ofShop()]);

        return self::$ofClient;
    }

    /** WHMCS's own setting, which is also what cron goes by. */
    private static function ofShop(): string
    {
        return self::firstOf([self::named($GLOBALS['CONFIG']['Language'] ?? ''), self::ENGLISH]);
    }

    /**
     * The language in the record of who is signed in. The record is documented, its language is not.
     *
     * @param string $role method of WHMCS's class: admin or client
     */
    private static function recorded(string $role): string
    {
        if (!class_exists(CurrentUser::class)) {
            return '';
        }
        try {
            $record = (new CurrentUser())->$role();

            return self::named(is_object($record) ? $record->language ?? '' : '');
        } catch (\Throwable $fault) {
            return '';
        }
    }

    /**
     * @param mixed $name of WHMCS
     * @return string our code; '' when there is no name
     */
    private static function named($name): string
    {
        $letters = is_string($name) ? preg_replace('/[^a-z]/', '', strtolower($name)) : '';
        if ($letters === '' || $letters === null) {
            return '';
        }
        foreach (self::NAMES as $start => $code) {
            if (strncmp($letters, $start, strlen($start)) === 0) {
                return $code;
            }
        }

        return self::ENGLISH;
    }

    /**
     * @param list<string> $codes the last of them is one
     */
    private static function firstOf(array $codes): string
    {
        return array_values(array_filter($codes, 'strlen'))[0];
    }
}
