<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\State;

/**
 * A note that outlives the PHP process: in a folder of the module, because that is the one place that web, cron and
 * every PHP version of this WHMCS share. A folder for temporary files is not: systemd gives web servers one of their
 * own, and other users of the host can put something in the way.
 */
final class StateFile
{
    private const FOLDER = __DIR__ . '/../../state';

    /** The folder can be asked for from outside: run as PHP the file says nothing. */
    private const GUARD = "<?php exit; ?>\n";

    /** Bytes; the longest note, how things stand, has about a thousand. */
    private const LARGEST = 16384;

    /** @var string */
    private $path;

    /** @param string $name small letters and hyphens */
    public function __construct(string $name)
    {
        $this->path = self::FOLDER . "/$name.php";
    }

    /**
     * @return array<mixed> what the note says; nothing when it is missing, unreadable or says something else
     */
    public function read(): array
    {
        if (!is_file($this->path) || !is_readable($this->path)) {
            return [];
        }
        // Between the two a file can go: that is no reason for a warning on a page.
        $content = @file_get_contents($this->path, false, null, 0, self::LARGEST);
        if (!is_string($content) || strncmp($content, self::GUARD, strlen(self::GUARD)) !== 0) {
            return [];
        }
        $values = json_decode(substr($content, strlen(self::GUARD)), true);

        return is_array($values) ? $values : [];
    }

    /**
     * Whole or not at all: pages read the file at any time. Without warnings, which WHMCS may show on a page.
     *
     * @param array<mixed> $values
     */
    public function write(array $values): bool
    {
        if (!self::canBeWritten()) {
            return false;
        }
        // Without tags, so that nothing in it can be PHP.
        $json = json_encode($values, JSON_HEX_TAG | JSON_INVALID_UTF8_SUBSTITUTE);
        $content = self::GUARD . $json;
        if ($json === false || strlen($content) > self::LARGEST) {
            return false;
        }
        $draft = self::FOLDER . '/draft-' . bin2hex(random_bytes(6)) . '.php';
        // The web server's user reads what cron's user wrote.
        $written = @file_put_contents($draft, $content) === strlen($content)
            && @chmod($draft, 0644)
            && @rename($draft, $this->path);
        if (!$written && is_file($draft)) {
            @unlink($draft);
        }

        return $written;
    }

    /** @return bool whether the note is gone */
    public function remove(): bool
    {
        return !is_file($this->path) || @unlink($this->path);
    }

    public static function canBeWritten(): bool
    {
        return is_dir(self::FOLDER) && is_writable(self::FOLDER);
    }

    /** The folder that has to be writable. */
    public static function folder(): string
    {
        return dirname(__DIR__, 2) . '/state';
    }
}
