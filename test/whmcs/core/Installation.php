<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** One WHMCS installation and all its parts, for the length of one process. */
final class Installation
{
    /** @var self|null */
    private static $current;

    /** @var string */
    public $root;

    /** @var Store */
    public $store;

    /** @var Violations */
    public $violations;

    /** @var Sandbox */
    public $sandbox;

    /** @var Secrets */
    public $secrets;

    /** @var Logs */
    public $logs;

    /** @var Hooks */
    public $hooks;

    /** @var LocalApi */
    public $localApi;

    /** @var Mailer */
    public $mailer;

    /** @var Modules */
    public $modules;

    /** @var string|null why WHMCS itself ended the page before its end */
    public $ended;

    public function __construct(string $root)
    {
        $this->root = $root;
        $this->store = new Store($root);
        $this->violations = new Violations();
        $this->sandbox = new Sandbox($this->violations);
        $this->secrets = new Secrets($this->violations);
        $this->logs = new Logs($this);
        $this->hooks = new Hooks($this);
        $this->mailer = new Mailer($this->store, $this->violations, $this->secrets);
        $this->localApi = new LocalApi($this);
        $this->modules = new Modules($this);
        self::$current = $this;
    }

    public static function current(): self
    {
        if (self::$current === null) {
            throw new \LogicException('no WHMCS double is running');
        }

        return self::$current;
    }

    /** For example 8.9.0. */
    public function version(): string
    {
        return $this->store->read()['version'];
    }

    /** As modules see it, for example 8.9.0-release.1 (contract section 3.1). */
    public function versionText(): string
    {
        return $this->version() . '-release.1';
    }
}
