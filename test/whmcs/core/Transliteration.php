<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** The ASCII copy of contact data. WHMCS's own table is unknown; this one shows that the copy differs. */
final class Transliteration
{
    private const TABLE = [
        'À' => 'A', 'Á' => 'A', 'Â' => 'A', 'Ã' => 'A', 'Ä' => 'Ae', 'Å' => 'A', 'Æ' => 'AE', 'Ç' => 'C',
        'È' => 'E', 'É' => 'E', 'Ê' => 'E', 'Ë' => 'E', 'Ì' => 'I', 'Í' => 'I', 'Î' => 'I', 'Ï' => 'I',
        'Ñ' => 'N', 'Ò' => 'O', 'Ó' => 'O', 'Ô' => 'O', 'Õ' => 'O', 'Ö' => 'Oe', 'Ø' => 'O', 'Ù' => 'U',
        'Ú' => 'U', 'Û' => 'U', 'Ü' => 'Ue', 'Ý' => 'Y', 'ß' => 'ss', 'à' => 'a', 'á' => 'a', 'â' => 'a',
        'ã' => 'a', 'ä' => 'ae', 'å' => 'a', 'æ' => 'ae', 'ç' => 'c', 'è' => 'e', 'é' => 'e', 'ê' => 'e',
        'ë' => 'e', 'ì' => 'i', 'í' => 'i', 'î' => 'i', 'ï' => 'i', 'ñ' => 'n', 'ò' => 'o', 'ó' => 'o',
        'ô' => 'o', 'õ' => 'o', 'ö' => 'oe', 'ø' => 'o', 'ù' => 'u', 'ú' => 'u', 'û' => 'u', 'ü' => 'ue',
        'ý' => 'y', 'ÿ' => 'y', 'Ł' => 'L', 'ł' => 'l', 'Ś' => 'S', 'ś' => 's', 'Š' => 'S', 'š' => 's',
        'Ž' => 'Z', 'ž' => 'z', 'Č' => 'C', 'č' => 'c', 'ő' => 'o', 'ű' => 'u', 'ğ' => 'g', 'ı' => 'i',
    ];

    public static function ascii(string $text): string
    {
        return strtr($text, self::TABLE);
    }
}
